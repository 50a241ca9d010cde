import type { Campaign, Sending } from "../campaign.ts";
import { toSeconds } from "../durations.ts";
import type { Finding, Path } from "../reading/finding.ts";

const DAY = 86_400;

export function checkCaps(campaign: Campaign): Finding[] {
  return checkCap(campaign.sending, []);
}

/** At most 50 messages over at most 31 days: what sending remembers of a customer. `path` is where `sending` is. */
export function checkCap(sending: Sending | undefined, path: Path): Finding[] {
  if (sending?.atMost === undefined) return [];
  const [count = "", span = ""] = sending.atMost.split(" per ");
  const at = [...path, "sending", "atMost"];
  return [
    ...(Number(count) > 50
      ? [
          {
            path: at,
            what: `"${sending.atMost}" allows more than 50 messages`,
            fix: "write 50 or fewer, or leave it out for no limit",
          },
        ]
      : []),
    ...(toSeconds(span) > 31 * DAY
      ? [{ path: at, what: `"${sending.atMost}" looks back more than 31 days`, fix: "write a span of 31 days or less" }]
      : []),
  ];
}

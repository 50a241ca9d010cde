import { GROUPS } from "../../campaign/holds.ts";
import type { Send } from "../records.ts";
import type { Count, What } from "../tally.ts";

/** What a change of a message's ledger entry counts. */
export function messageCounts(before: Send | undefined, after: Send): Count[] {
  const { campaign, step } = after;
  const counts: Count[] = [];
  if (before?.state !== after.state && after.state !== "claimed" && after.state !== "released") {
    const what: What = after.state === "withheld" ? `withheld: ${reasonOf(after)}` : after.state;
    counts.push({ campaign, step, what, n: 1 });
  }
  for (const [fact, what] of FACTS) {
    if (after[fact] !== undefined && before?.[fact] === undefined) counts.push({ campaign, step, what, n: 1 });
  }
  // A zero adds nothing.
  if (after.score && after.answered !== undefined && before?.answered === undefined)
    counts.push({ campaign, step, what: "score", n: after.score });
  return counts;
}

/** What may become of a message once, as the ledger and as the figures call it. */
const FACTS = [
  ["delivered", "delivered"],
  ["opened", "opened"],
  ["clicked", "clicked"],
  ["bounced", "bounced"],
  ["complained", "complained"],
  ["unsubscribed", "unsubscribed"],
  ["machineOpened", "opened by machine"],
  ["machineClicked", "clicked by machine"],
  ...(["answered", ...GROUPS.nps, ...GROUPS.csat] as const).map((fact) => [fact, fact] as const),
] as const satisfies readonly (readonly [keyof Send, What])[];

function reasonOf({ reason = "refused", to }: Send): string {
  return to === undefined ? reason : `${reason} to ${to}`;
}

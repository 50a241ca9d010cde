import type { Enrolled } from "../../../../journey/enroll.ts";
import type { Happened } from "../../forward.ts";
import { counted } from "./words.ts";

/** What moving the clock led to. */
export function happenedWords({ begun, sent, withheld, converted, ended }: Happened): string {
  const parts = [
    begun > 0 ? `${counted(begun, "journey")} began` : [],
    sent > 0 ? `${counted(sent, "message")} sent` : [],
    withheld > 0 ? `${counted(withheld, "message")} withheld` : [],
    converted > 0 ? `${counted(converted, "goal")} reached` : [],
    ended > 0 ? `${counted(ended, "journey")} ended` : [],
  ].flat();
  return parts.length === 0 ? "nothing was due" : parts.join(", ");
}

/** What an event led to. `what`: the event's type; `code`: what was typed as the order's code. */
export function enrolledWords(what: string, led: Enrolled, code = ""): string {
  const { enrolled, ended, goals, passed, woken } = led;
  const parts = [
    ...(code === "" ? [] : codeWords(led)),
    ...goals.map((campaign) => `reached the goal of ${campaign}`),
    ...ended.map(({ campaign, outcome }) => `ended ${campaign} (${outcome})`),
    ...enrolled.map(({ campaign, holdout }) => (holdout ? `held out of ${campaign}` : `started ${campaign}`)),
    ...passed.map(({ campaign, why }) => `did not start ${campaign} (${why})`),
    ...(woken > 0 ? [`woke ${counted(woken, "journey")}`] : []),
  ];
  return parts.length === 0 ? `The ${what} changed no journey.` : `The ${what} ${parts.join(", ")}.`;
}

function codeWords({ referral, coupon }: Pick<Enrolled, "referral" | "coupon">): string[] {
  if (referral === undefined && coupon === undefined) return ["came with a code that was given to nobody"];
  const friend =
    referral && ("converted" in referral ? "counted as a friend's" : `was no friend's (${referral.refused})`);
  return [friend ?? [], couponWords(coupon) ?? []].flat();
}

function couponWords(coupon: Enrolled["coupon"]): string | undefined {
  if (coupon === undefined) return undefined;
  if ("refused" in coupon) return `redeemed no coupon (${coupon.refused})`;
  const but = [coupon.late ? "late" : [], coupon.revoked ? "taken back before" : []].flat();
  return `redeemed a coupon${but.length === 0 ? "" : ` (${but.join(", ")})`}`;
}

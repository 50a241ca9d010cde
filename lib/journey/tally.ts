import type { Group } from "../campaign/holds.ts";
import type { Item, Key } from "../store/table.ts";
import type { Past } from "./records.ts";
import { callCounts, couponCounts } from "./tally/advocacy.ts";
import { enrollmentCounts } from "./tally/enrollments.ts";
import { messageCounts } from "./tally/messages.ts";

/** One thing to count. Sums of these are the figures of a campaign. */
export interface Count {
  campaign: string;
  /** The step's key, for what is counted per step. */
  step?: string;
  what: What;
  n: number;
}

export type What =
  | "enrolled"
  | "held out"
  | "begun"
  | "begun of holdout"
  | "converted"
  | "converted of holdout"
  | `ended: ${string}`
  /** Of a step: who came to it, and why they left it: "on" to the next one, or the journey's outcome. */
  | "entered"
  | `left: ${string}`
  /** People on their way in a version of the campaign, or scheduled to be: +1 and -1. Who is held out has no execution. */
  | `in version ${string}`
  | "sent"
  | "unconfirmed"
  | `withheld: ${string}`
  /** Told to come back later; the same message may be more than once. */
  | `deferred: ${string}`
  | "delivered"
  | "opened"
  | "clicked"
  | "bounced"
  | "complained"
  /** Marketing was declined by a link of the message. */
  | "unsubscribed"
  /** Besides what people did. */
  | "opened by machine"
  | "clicked by machine"
  /** Of a survey: who answered, and what the answers make of them. */
  | "answered"
  | Group
  /** The sum of the scores: with "answered" it tells the mean. */
  | "score"
  | "coupon given"
  | "coupon redeemed"
  /** Money of the purchases that a step's coupons were redeemed with. */
  | `revenue by coupon ${string}`
  /** Of a step that tells a system of the shop, or the team: whether it was taken. */
  | "called"
  | "call refused"
  | "call given up"
  /** Money of converting purchases, in a currency's main unit. */
  | `revenue ${string}`;

/** Counts of who came to a step and left it. */
export function isMove(what: What): boolean {
  return what === "entered" || what.startsWith("left: ");
}

/** Counts of what a step gave. */
export function isOfGift(what: What): boolean {
  return what.startsWith("coupon ") || what.startsWith("revenue by coupon ");
}

/** Counts of what a step told a system of the shop, or the team. */
export function isOfCall(what: What): boolean {
  return what === "called" || what.startsWith("call ");
}

/** Counts of a step that are about its message: all the others. */
export function isOfMessage(what: What): boolean {
  return !isMove(what) && !isOfGift(what) && !isOfCall(what);
}

/** Most changes are of records that count nothing, and need not be looked at. */
const COUNTED: readonly [prefix: string, counts: (before: never, after: never) => Count[]][] = [
  ["@in#", enrollmentCounts],
  ["past#", pastCounts],
  ["send#", messageCounts],
  ["coupon#", couponCounts],
  ["call#", callCounts],
];

/** What a change of one item of the State table adds to the figures. Pure: a stream of changes gives exact figures. */
export function countsOf(change: { key: Key; before: Item | undefined; after: Item | undefined }): Count[] {
  const { key, before, after } = change;
  const counts = COUNTED.find(([prefix]) => key.sk.startsWith(prefix))?.[1];
  return counts === undefined || after === undefined ? [] : counts(before as never, after as never);
}

/** An enrollment's last changes were written together with its successor, which stands in its place: they are told here. */
function pastCounts(before: Past | undefined, { was, goalMetAt, ...past }: Past): Count[] {
  if (before !== undefined) return [];
  return enrollmentCounts({ ...past, ...was }, { ...past, ...(goalMetAt === undefined ? {} : { goalMetAt }) });
}

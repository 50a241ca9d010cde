import type { Item, Key } from "../store/table.ts";
import type { Enrollment, Past, Send } from "./records.ts";

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
  /** Money of converting purchases, in a currency's main unit. */
  | `revenue ${string}`;

/** Counts of who came to a step and left it; the others of a step are about its message. */
export function isMove(what: What): boolean {
  return what === "entered" || what.startsWith("left: ");
}

/** Most changes add nothing, and need not be looked at. */
function isCounted({ sk }: Key): boolean {
  return sk.startsWith("@in#") || sk.startsWith("past#") || sk.startsWith("send#");
}

/** What a change of one item of the State table adds to the figures. Pure: a stream of changes gives exact figures. */
export function countsOf(change: { key: Key; before: Item | undefined; after: Item | undefined }): Count[] {
  if (!isCounted(change.key)) return [];
  const { before, after } = change;
  if (after === undefined) return [];
  if (after.sk.startsWith("@in#")) {
    return enrollmentCounts(before as unknown as Enrollment | undefined, after as unknown as Enrollment);
  }
  if (after.sk.startsWith("past#") && before === undefined) {
    // Its last changes were written together with its successor, which stands in its place: they are told here.
    const { was, goalMetAt, ...past } = after as unknown as Past;
    return enrollmentCounts({ ...past, ...was }, { ...past, ...(goalMetAt === undefined ? {} : { goalMetAt }) });
  }
  if (after.sk.startsWith("send#")) {
    return sendCounts(before as unknown as Send | undefined, after as unknown as Send);
  }
  return [];
}

function enrollmentCounts(last: Enrollment | undefined, after: Enrollment): Count[] {
  const before = last?.id === after.id ? last : undefined;
  const { campaign } = after;
  const counts: Count[] = [...movesOf(before, after), ...deferralOf(before, after)];
  const count = (what: What, n = 1): void => {
    counts.push({ campaign, what, n });
  };
  if (before === undefined) count(after.status === "holdout" ? "held out" : "enrolled");
  const was = isUnderWay(before) ? 1 : 0;
  const is = isUnderWay(after) ? 1 : 0;
  if (was !== is) count(`in version ${after.version}`, is - was);
  const isHoldout = (before ?? after).status === "holdout";
  if (after.begun && !before?.begun) count(isHoldout ? "begun of holdout" : "begun");
  if (after.goalMetAt !== undefined && before?.goalMetAt === undefined) {
    count(isHoldout ? "converted of holdout" : "converted");
    if (after.goalValue !== undefined && !isHoldout)
      count(`revenue ${after.goalValue.currency}`, after.goalValue.total);
  }
  if (after.status === "ended" && before?.status !== "ended") {
    const words = [isHoldout ? "held out" : "", after.begun ? "" : "before it began"].filter(Boolean).join(" ");
    count(`ended: ${after.outcome ?? ""}${words === "" ? "" : ` (${words})`}`);
  }
  return counts;
}

function isUnderWay(enrollment: Enrollment | undefined): boolean {
  return enrollment?.status === "scheduled" || enrollment?.status === "running";
}

/** From step to step, and out of the last one. */
function movesOf(before: Enrollment | undefined, after: Enrollment): Count[] {
  const { campaign, step } = after;
  const moves: Count[] = [];
  if (step !== before?.step) {
    if (before?.step !== undefined) moves.push({ campaign, step: before.step, what: "left: on", n: 1 });
    if (step !== undefined) moves.push({ campaign, step, what: "entered", n: 1 });
  }
  if (step !== undefined && after.status === "ended" && before?.status !== "ended")
    moves.push({ campaign, step, what: `left: ${after.outcome ?? ""}`, n: 1 });
  return moves;
}

function deferralOf(before: Enrollment | undefined, { campaign, deferred }: Enrollment): Count[] {
  if (deferred === undefined || deferred.until === before?.deferred?.until) return [];
  return [{ campaign, step: deferred.step, what: `deferred: ${deferred.why}`, n: 1 }];
}

function sendCounts(before: Send | undefined, after: Send): Count[] {
  const { campaign, step } = after;
  const counts: Count[] = [];
  if (before?.state !== after.state && after.state !== "claimed" && after.state !== "released") {
    const what: What = after.state === "withheld" ? `withheld: ${reasonOf(after)}` : after.state;
    counts.push({ campaign, step, what, n: 1 });
  }
  for (const [fact, what] of FACTS) {
    if (after[fact] !== undefined && before?.[fact] === undefined) counts.push({ campaign, step, what, n: 1 });
  }
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
] as const satisfies readonly (readonly [keyof Send, What])[];

function reasonOf({ reason = "refused", to }: Send): string {
  return to === undefined ? reason : `${reason} to ${to}`;
}

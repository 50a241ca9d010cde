import type { Enrollment } from "../records.ts";
import type { Count, What } from "../tally.ts";

/** What a change of an enrollment counts. `last` may be another enrollment, which this one took the place of. */
export function enrollmentCounts(last: Enrollment | undefined, after: Enrollment): Count[] {
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

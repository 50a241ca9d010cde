import { STAGE_CHANGED } from "../campaign/event-facts.ts";
import type { Enrollment } from "./records.ts";

/** Still on its way, or deliberately held out of it. */
export function isActive(enrollment: Enrollment): boolean {
  return enrollment.status !== "ended";
}

/** Active, and not long past its end: an end that nobody heard of must not keep a customer out for ever. */
export function stands(enrollment: Enrollment, now: number): boolean {
  return isActive(enrollment) && now < enrollment.endsBy;
}

/**
 * The record of an enrollment that came to its end by itself. Its goal may still be reached within its window; what only a
 * journey on its way needs is dropped, for the record stays.
 */
export function completed(enrollment: Enrollment, outcome: string, now: number): Enrollment {
  const { stop, answers, ways, first, wants, deferred, stages, eventFacts, ...kept } = enrollment;
  const listens = stages && kept.goal?.on === STAGE_CHANGED ? { stages } : {};
  return { ...kept, ...listens, rev: enrollment.rev + 1, status: "ended", outcome, endedAt: now };
}

/** The record of an enrollment that another takes the place of: one whose end nobody heard of ends now. */
export function ended(enrollment: Enrollment, now: number): Enrollment {
  return isActive(enrollment) ? completed(enrollment, "unknown", now) : enrollment;
}

/** The record of an enrollment that was ended from outside: by a rule, or a no. */
export function stopped(enrollment: Enrollment, outcome: string, now: number): Enrollment {
  const { goal, order, stages, ...kept } = completed(enrollment, outcome, now);
  return { ...kept, stopped: true };
}

import type { DecideAnswer, Doing } from "../compiler/compiled.ts";
import { arrive } from "./arrive.ts";
import { stopExecution } from "./await.ts";
import { readTraveler } from "./head.ts";
import { nowhere } from "./nowhere.ts";
import type { With } from "./ports.ts";
import { stands } from "./standing.ts";
import { branch } from "./steps/branch.ts";
import { coupon } from "./steps/coupon.ts";
import type { DecideCourse } from "./steps/course.ts";
import { tag } from "./steps/tag.ts";
import { until } from "./steps/until.ts";

/** What each kind of step asks, by the `do` of its request. */
const COURSES = { branch, until, tag, coupon };

export type DecideRequest = Parameters<(typeof COURSES)[keyof typeof COURSES]>[1];

/**
 * Answers a running journey's question about its customer.
 *
 * 1. The customer's profile, contact and enrollment are read.
 * 2. A journey that was ended meanwhile is stopped.
 * 3. The step that the journey has come to is noted.
 * 4. The step's own course answers.
 */
export async function decide(deps: With<"shop">, request: DecideRequest): Promise<DecideAnswer> {
  const { customer, campaign, enrollment: id } = request;
  const course = courseOf(COURSES, request);
  const traveler = await readTraveler(deps.table, { customer, campaign, enrollment: id });
  const { enrollment } = traveler;
  if (enrollment === undefined || !stands(enrollment, deps.now())) {
    await stopExecution(deps, request);
    return nowhere(deps);
  }
  await arrive(deps, { customer, step: request.step, at: Date.parse(request.since) }, enrollment);
  return (course as DecideCourse<Doing>)(deps, request, traveler, enrollment);
}

/** Throws for what no step asks: a machine of a newer deployment than this function. */
export function courseOf<Courses extends object>(courses: Courses, request: Doing): Courses[keyof Courses] {
  if (Object.hasOwn(courses, request.do)) return courses[request.do as keyof Courses];
  throw new Error(`no step asks for "${request.do}"; this function knows ${Object.keys(courses).join(", ")}`);
}

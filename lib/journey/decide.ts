import type { DecideAnswer, Doing } from "../compiler/compiled.ts";
import { comeTo } from "./come-to.ts";
import { nowhere } from "./nowhere.ts";
import type { With } from "./ports.ts";
import { branch } from "./steps/branch.ts";
import { coupon } from "./steps/coupon.ts";
import type { DecideCourse } from "./steps/course.ts";
import { tag } from "./steps/tag.ts";
import { until } from "./steps/until.ts";

/** What each kind of step asks, by the `do` of its request. */
const COURSES = { branch, until, tag, coupon };

export type DecideRequest = Parameters<(typeof COURSES)[keyof typeof COURSES]>[1];

/** Answers a running journey's question about its customer: the step's own course does, unless the journey has ended. */
export async function decide(deps: With<"shop">, request: DecideRequest): Promise<DecideAnswer> {
  const here = await comeTo(deps, COURSES, request);
  if (here === undefined) return nowhere(deps);
  return (here.course as DecideCourse<Doing>)(deps, request, here.traveler, here.enrollment);
}

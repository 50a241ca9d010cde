import type { Doing } from "../compiler/compiled.ts";
import type { Called } from "./advocacy/records.ts";
import { comeTo } from "./come-to.ts";
import type { ActDeps } from "./ports.ts";
import { alert } from "./steps/alert.ts";
import type { ActCourse } from "./steps/course.ts";
import { webhook } from "./steps/webhook.ts";

/** What each kind of step does, by the `do` of its request. */
const COURSES = { webhook, alert };

export type ActRequest = Parameters<(typeof COURSES)[keyof typeof COURSES]>[1];

/**
 * Does something outside for a running journey: apart from `decide`, so that a system of the shop that is slow keeps nobody
 * waiting but the journeys that call it. The step's own course does it; what it throws is tried again by the machine. Answers
 * what became of it; "ended": the journey had ended.
 */
export async function act(deps: ActDeps, request: ActRequest): Promise<Called | "ended"> {
  const here = await comeTo(deps, COURSES, request);
  if (here === undefined) return "ended";
  return (here.course as ActCourse<Doing>)(deps, request, here.traveler, here.enrollment);
}

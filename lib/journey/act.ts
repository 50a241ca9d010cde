import type { Doing } from "../compiler/compiled.ts";
import type { Called } from "./advocacy/records.ts";
import { arrive } from "./arrive.ts";
import { stopExecution } from "./await.ts";
import { courseOf } from "./decide.ts";
import { readTraveler } from "./head.ts";
import type { ActDeps } from "./ports.ts";
import { stands } from "./standing.ts";
import { alert } from "./steps/alert.ts";
import type { ActCourse } from "./steps/course.ts";
import { webhook } from "./steps/webhook.ts";

/** What each kind of step does, by the `do` of its request. */
const COURSES = { webhook, alert };

export type ActRequest = Parameters<(typeof COURSES)[keyof typeof COURSES]>[1];

/**
 * Does something outside for a running journey: apart from `decide`, so that a system of the shop that is slow keeps nobody
 * waiting but the journeys that call it.
 *
 * 1. The customer's profile, contact and enrollment are read.
 * 2. A journey that was ended meanwhile is stopped.
 * 3. The step that the journey has come to is noted.
 * 4. The step's own course does it. What it throws is tried again by the machine.
 *
 * Answers what became of it; "ended": the journey had ended.
 */
export async function act(deps: ActDeps, request: ActRequest): Promise<Called | "ended"> {
  const { customer, campaign, enrollment: id, step } = request;
  const course = courseOf(COURSES, request);
  const traveler = await readTraveler(deps.table, { customer, campaign, enrollment: id });
  const { enrollment } = traveler;
  if (enrollment === undefined || !stands(enrollment, deps.now())) {
    await stopExecution(deps, request);
    return "ended";
  }
  await arrive(deps, { customer, step, at: Date.parse(request.since) }, enrollment);
  return (course as ActCourse<Doing>)(deps, request, traveler, enrollment);
}

import type { Doing, StepRequest } from "../compiler/compiled.ts";
import { arrive } from "./arrive.ts";
import { stopExecution } from "./await.ts";
import { readTraveler, type Traveler } from "./head.ts";
import type { Core } from "./ports.ts";
import type { Enrollment } from "./records.ts";
import { stands } from "./standing.ts";

/** A journey at a step that asks a function: what the step does, and the customer's records as they were just read. */
export interface Here<Course> {
  course: Course;
  traveler: Traveler;
  enrollment: Enrollment;
}

/**
 * Brings a journey to the step whose machine asks. `courses` are by the `do` of requests.
 *
 * 1. The customer's profile, contact and enrollment are read.
 * 2. A journey that was ended meanwhile is stopped: undefined.
 * 3. The step that the journey has come to is noted.
 *
 * Throws for what no step asks: a machine of a newer deployment than this function.
 */
export async function comeTo<Courses extends object>(
  deps: Core,
  courses: Courses,
  request: StepRequest,
): Promise<Here<Courses[keyof Courses]> | undefined> {
  const { customer, campaign, enrollment: id, step, since } = request;
  const course = courseOf(courses, request);
  const traveler = await readTraveler(deps.table, { customer, campaign, enrollment: id });
  const { enrollment } = traveler;
  if (enrollment === undefined || !stands(enrollment, deps.now())) {
    await stopExecution(deps, request);
    return undefined;
  }
  await arrive(deps, { customer, step, at: Date.parse(since) }, enrollment);
  return { course, traveler, enrollment };
}

function courseOf<Courses extends object>(courses: Courses, request: Doing): Courses[keyof Courses] {
  if (Object.hasOwn(courses, request.do)) return courses[request.do as keyof Courses];
  throw new Error(`no step asks for "${request.do}"; this function knows ${Object.keys(courses).join(", ")}`);
}

import type { DecideAnswer, Doing, StepRequest } from "../../compiler/compiled.ts";
import type { Called } from "../advocacy/records.ts";
import type { Traveler } from "../head.ts";
import type { ActDeps, With } from "../ports.ts";
import type { Enrollment } from "../records.ts";

/** What a step does when its journey comes to it. The journey stands, and its customer's records are as they were just read. */
type Course<Deps, Own extends Doing, Answer> = (
  deps: Deps,
  request: StepRequest<Own>,
  traveler: Traveler,
  enrollment: Enrollment,
) => Promise<Answer>;

/** Looks at the customer's records, and changes them. May be asked again: then it answers the same. */
export type DecideCourse<Own extends Doing> = Course<With<"shop">, Own, DecideAnswer>;

/** Tells somebody outside, and says what became of it. May be asked again. */
export type ActCourse<Own extends Doing> = Course<ActDeps, Own, Called>;

import type { BranchRequest } from "../../compiler/steps/branch.ts";
import { wayNow } from "../ask.ts";
import type { DecideCourse } from "./course.ts";

/** The number of the first way whose condition holds. */
export const branch: DecideCourse<BranchRequest> = async (deps, { customer, ways }, traveler, enrollment) => ({
  way: await wayNow(deps, customer, ways, traveler, enrollment),
});

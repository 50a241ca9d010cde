import type { TagRequest } from "../../compiler/steps/tag.ts";
import { putTags } from "../tags.ts";
import type { DecideCourse } from "./course.ts";

export const tag: DecideCourse<TagRequest> = async (deps, { customer, tag }, { profile }) => {
  await putTags(deps, customer, [tag], profile);
  return {};
};

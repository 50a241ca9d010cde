import type { Tag } from "../../campaign/steps/tag.ts";
import { onward, type StepCompiler } from "../builder.ts";
import { tellDecide } from "../decide-task.ts";

export interface TagRequest {
  do: "tag";
  tag: string;
}

export const compileTag: StepCompiler<Tag> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  builder.add(state, tellDecide<TagRequest>(key, { do: "tag", tag: step.tag }, onward(next)));
};

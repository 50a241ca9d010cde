import type { Tag } from "../../campaign/steps.ts";
import { onward, type StepCompiler } from "../builder.ts";
import { tellDecide } from "../decide-task.ts";

export const compileTag: StepCompiler<Tag> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  builder.add(state, tellDecide("tag", key, { tag: step.tag }, onward(next)));
};

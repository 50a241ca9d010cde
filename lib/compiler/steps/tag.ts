import type { Tag } from "../../campaign/steps.ts";
import { CALL_RETRY, onward, type StepCompiler } from "../builder.ts";
import { PLACEHOLDERS } from "../compiled.ts";
import { fromInput } from "../expressions.ts";

export const compileTag: StepCompiler<Tag> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  builder.add(state, {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: {
      FunctionName: PLACEHOLDERS.decideFunction,
      Payload: {
        do: "tag",
        enrollment: fromInput("enrollment"),
        customer: fromInput("customer"),
        campaign: fromInput("campaign"),
        step: key,
        tag: step.tag,
      },
    },
    TimeoutSeconds: 60,
    Retry: CALL_RETRY,
    ...onward(next),
  });
};

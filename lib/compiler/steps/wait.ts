import { toSeconds } from "../../campaign/durations.ts";
import type { Wait } from "../../campaign/steps.ts";
import { CALL_RETRY, onward, type StepCompiler } from "../builder.ts";
import { PLACEHOLDERS } from "../compiled.ts";
import { fromInput } from "../expressions.ts";

/** A length of time is one Wait. A moment on the customer's clock is asked for, then waited for. */
export const compileWait: StepCompiler<Wait> = (step, next, builder) => {
  const { key, state, ask } = builder.label(step);
  if (typeof step.wait === "string" || ask === undefined) {
    builder.add(state, { Type: "Wait", Seconds: toSeconds(step.wait as string), ...onward(next) });
    return;
  }
  builder.add(ask, {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: {
      FunctionName: PLACEHOLDERS.decideFunction,
      Payload: {
        do: "until",
        enrollment: fromInput("enrollment"),
        customer: fromInput("customer"),
        campaign: fromInput("campaign"),
        step: key,
        until: step.wait,
        now: "{% $states.context.State.EnteredTime %}",
      },
    },
    Output: "{% $states.result.Payload %}",
    TimeoutSeconds: 60,
    Retry: CALL_RETRY,
    Next: state,
  });
  builder.add(state, { Type: "Wait", Timestamp: "{% $states.input.until %}", ...onward(next) });
};

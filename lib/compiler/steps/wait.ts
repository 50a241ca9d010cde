import { toSeconds } from "../../campaign/durations.ts";
import type { Until } from "../../campaign/parts/waits.ts";
import type { Wait } from "../../campaign/steps/wait.ts";
import { onward, type StepCompiler } from "../builder.ts";
import { askDecide } from "../decide-task.ts";
import { ENTERED } from "../expressions.ts";

export interface UntilRequest {
  do: "until";
  until: Until;
  now: string;
}

/** A length of time is one Wait. A moment on the customer's clock is asked for, then waited for. */
export const compileWait: StepCompiler<Wait> = (step, next, builder) => {
  const { key, state, ask } = builder.label(step);
  if (typeof step.wait === "string" || ask === undefined) {
    builder.add(state, { Type: "Wait", Seconds: toSeconds(step.wait as string), ...onward(next) });
    return;
  }
  const question = { do: "until", until: step.wait, now: ENTERED } as const;
  builder.add(ask, askDecide<UntilRequest>(key, question, state));
  builder.add(state, { Type: "Wait", Timestamp: "{% $states.input.until %}", ...onward(next) });
};

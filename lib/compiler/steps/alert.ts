import type { Alert } from "../../campaign/steps/alert.ts";
import { onward, type StepCompiler } from "../builder.ts";
import { tellAct } from "../decide-task.ts";
import { literal } from "../expressions.ts";

export interface AlertRequest {
  do: "alert";
  alert: string;
  /** With the customer's own words. */
  comment: boolean;
}

export const compileAlert: StepCompiler<Alert> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  const own = { do: "alert", alert: literal(step.alert), comment: step.comment === true } as const;
  builder.add(state, tellAct<AlertRequest>(key, own, onward(next)));
};

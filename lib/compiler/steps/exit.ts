import type { Exit } from "../../campaign/steps/exit.ts";
import type { StepCompiler } from "../builder.ts";
import { literal } from "../expressions.ts";

/** The outcome is the execution's output; whoever hears of its end records it. */
export const compileExit: StepCompiler<Exit> = (step, _next, builder) => {
  builder.add(builder.label(step).state, { Type: "Pass", Output: { outcome: literal(step.exit) }, End: true });
};

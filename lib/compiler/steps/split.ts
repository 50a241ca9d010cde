import type { Split } from "../../campaign/steps/split.ts";
import type { StepCompiler } from "../builder.ts";
import { choosesMessage } from "../choice.ts";
import { answer } from "../expressions.ts";
import { compileChoice } from "./choose.ts";

/** The way was drawn at enrollment, by a hash that gives a customer the same way every time. */
export const compileSplit: StepCompiler<Split> = (step, next, builder) => {
  if (choosesMessage(step)) return compileChoice(step, next, builder);
  const { key, state } = builder.label(step);
  builder.ask({ key, kind: "split", weights: step.split.map((way) => way.weight) });
  const entries = step.split.map((way) => builder.named(builder.way(way.steps, next)));
  builder.add(state, {
    Type: "Choice",
    Choices: entries.slice(0, -1).map((entry, number) => ({
      Condition: `{% ${answer(key)} = ${number} %}`,
      Next: entry,
    })),
    Default: entries.at(-1) ?? builder.named(next),
  });
};

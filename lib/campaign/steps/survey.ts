import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import { common, templateValues } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    survey: nameSchema.meta({
      description: "Ask a question by one message: the name of a folder in templates/. One survey a customer a period.",
      examples: ["how-likely"],
    }),
    kind: z
      .enum(["nps", "csat", "text"])
      .optional()
      .meta({
        description:
          "nps: 0 to 10, how likely to recommend. csat: 1 to 5, how satisfied. text: an answer in words. nps unless given.",
        examples: ["csat"],
      }),
    with: templateValues,
    ...common,
  })
  .meta({ description: "Ask a question that is answered from the message." });

export type Survey = z.infer<typeof schema>;

export const survey: StepDefinition<Survey> = {
  schema: () => schema,
  message: (step) => ({ template: step.survey, with: step.with ?? {}, survey: step.kind ?? "nps" }),
};

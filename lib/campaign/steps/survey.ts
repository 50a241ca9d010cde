import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import { common, templateValues } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    survey: nameSchema.meta({
      description:
        "Send one message that asks a question: the name of a folder in templates/. A customer is asked once in 90 days, by all campaigns together, unless shop.json says otherwise.",
      examples: ["how-likely"],
    }),
    kind: z
      .enum(["nps", "csat", "text"])
      .optional()
      .meta({
        description:
          "nps: how likely they are to recommend the shop, 0 to 10. csat: how satisfied they are, 1 to 5. text: in their own words. nps unless given.",
        examples: ["csat"],
      }),
    with: templateValues,
    ...common,
  })
  .meta({ description: "Ask the customer a question, which is answered from the message." });

export type Survey = z.infer<typeof schema>;

export const survey: StepDefinition<Survey> = {
  schema: () => schema,
  keys: ["kind"],
  message: (step) => ({ template: step.survey, with: step.with ?? {}, survey: step.kind ?? "nps" }),
};

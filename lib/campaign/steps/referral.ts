import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import { common, templateValues } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    referral: nameSchema.meta({
      description:
        "Send one message with the customer's own code and link for friends: the name of a folder in templates/.",
      examples: ["bring-a-friend"],
    }),
    with: templateValues,
    ...common,
  })
  .meta({ description: "Invite the customer to bring friends." });

export type Referral = z.infer<typeof schema>;

export const referral: StepDefinition<Referral> = {
  schema: () => schema,
  message: (step) => ({ template: step.referral, with: step.with ?? {}, referral: true }),
};

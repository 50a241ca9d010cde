import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import { common, withSchema } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    webhook: nameSchema.meta({
      description:
        "Tell this system of the shop where the customer is: the name that shop.json gives it. The journey goes on, whatever is answered.",
      examples: ["crm"],
    }),
    with: withSchema("Values that are sent along."),
    ...common,
  })
  .meta({ description: "Call a system of the shop." });

export type Webhook = z.infer<typeof schema>;

export const webhook: StepDefinition<Webhook> = {
  schema: () => schema,
  declared: (step) => ({ of: "webhooks", name: step.webhook }),
};

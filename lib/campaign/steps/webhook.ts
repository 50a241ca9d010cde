import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import { common, withSchema } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    webhook: nameSchema.meta({
      description: "Call this system of the shop: a name that shop.json gives to an address.",
      examples: ["crm"],
    }),
    with: withSchema("Values to send along."),
    ...common,
  })
  .meta({ description: "Call a system of the shop." });

export type Webhook = z.infer<typeof schema>;

export const webhook: StepDefinition<Webhook> = {
  schema: () => schema,
  declared: (step) => ({ of: "webhooks", name: step.webhook }),
};

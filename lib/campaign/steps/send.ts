import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import { common, templateValues } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    send: nameSchema.meta({
      description: "Send one message: the name of a folder in templates/.",
      examples: ["we-miss-you"],
    }),
    with: templateValues,
    ...common,
  })
  .meta({ description: "Send one message." });

export type Send = z.infer<typeof schema>;

export const send: StepDefinition<Send> = {
  schema: () => schema,
  keys: ["with"],
  message: (step) => ({ template: step.send, with: step.with ?? {} }),
};

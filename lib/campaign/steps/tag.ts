import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import { common } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    tag: nameSchema.meta({ description: "Put this tag on the customer's profile.", examples: ["warm"] }),
    ...common,
  })
  .meta({ description: "Tag the customer." });

export type Tag = z.infer<typeof schema>;

export const tag: StepDefinition<Tag> = { schema: () => schema };

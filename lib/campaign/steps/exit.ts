import * as z from "zod";
import { common } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    exit: z
      .string()
      .min(1)
      .max(60)
      .meta({ description: "End the journey here, with this outcome in the figures.", examples: ["not interested"] }),
    ...common,
  })
  .meta({ description: "End the journey." });

export type Exit = z.infer<typeof schema>;

export const exit: StepDefinition<Exit> = { schema: () => schema, ends: true };

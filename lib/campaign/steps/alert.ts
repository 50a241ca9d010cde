import * as z from "zod";
import { common } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    alert: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^\P{Cc}*$/u, { error: "this has a line break or another control character; write it on one line" })
      .meta({ description: "Tell the team, in these words.", examples: ["A customer is unhappy: please call them"] }),
    comment: z
      .literal(true)
      .optional()
      .meta({
        description: "With what the customer wrote in answer to the last survey of this journey.",
        examples: [true],
      }),
    ...common,
  })
  .meta({ description: "Tell the team." });

export type Alert = z.infer<typeof schema>;

export const alert: StepDefinition<Alert> = { schema: () => schema };

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
      .refine((words) => !/\p{Cc}/u.test(words), {
        error: "this has a line break or another control character; write it on one line",
      })
      .meta({
        description: "Tell the team, in these words. Whom it is about is told by the customer's id in the shop.",
        examples: ["A customer is unhappy: please call them"],
      }),
    comment: z
      .literal(true)
      .optional()
      .meta({
        description: "With what the customer wrote in answer to this journey's last survey.",
        examples: [true],
      }),
    ...common,
  })
  .meta({ description: "Tell the team." });

export type Alert = z.infer<typeof schema>;

export const alert: StepDefinition<Alert> = { schema: () => schema, keys: ["comment"] };

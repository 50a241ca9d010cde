import * as z from "zod";
import { toSeconds } from "../durations.ts";
import { durationSchema } from "../parts/duration.ts";
import { type Until, untilSchema } from "../parts/waits.ts";
import { WEEKDAYS } from "../parts/weekdays.ts";
import { common } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

const schema = z
  .strictObject({
    wait: z.union([durationSchema, untilSchema]).meta({
      description: "Wait a length of time, or until a moment.",
      examples: ["3 days", { until: "monday", at: "10:00" }],
    }),
    ...common,
  })
  .meta({ description: "Wait, then go on." });

export type Wait = z.infer<typeof schema>;

export const wait: StepDefinition<Wait> = {
  schema: () => schema,
  keys: ["until"],
  longest: (step) => (typeof step.wait === "string" ? toSeconds(step.wait) : longestUntil(step.wait)),
};

const DAY = 86_400;
const YEAR = 365 * DAY;

/** A date that does not come again may be near or far: what it takes is known only when the customer gets there. */
function longestUntil({ until, yearly }: Until): number {
  if (until.startsWith("customer.")) return yearly === true ? YEAR : 0;
  return (WEEKDAYS as readonly string[]).includes(until) ? 7 * DAY : DAY;
}

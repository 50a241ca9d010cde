import type * as z from "zod";
import type { Condition } from "../conditions.ts";
import type { Step } from "../steps.ts";
import type { Values } from "./common.ts";

/** The schema of a list of steps, for steps that hold others. */
export type StepsSchema = z.ZodType<Step[], Step[]>;

/** A list of steps inside a step, and where in it: `["branch", 0, "steps"]`. */
export interface Way {
  steps: Step[];
  path: (string | number)[];
}

/** A condition that a step asks, and where in it. `waits`: it is asked of events of this kind as they arrive, not of the journey. */
export interface Asked {
  condition: Condition;
  path: (string | number)[];
  waits?: string;
}

/** What a step takes from shop.json. */
export interface Declared {
  of: "coupons" | "webhooks";
  name: string;
}

/** What the language must know of a kind of step. Only the schema is needed: the rest is for kinds that have it. */
export interface StepDefinition<S extends object> {
  schema(steps: StepsSchema): z.ZodType<S, S>;
  /** Keys that give this step away when its verb is missing. */
  keys?: readonly string[];
  /** The lists of steps inside it that are written, in reading order. */
  ways?(step: S): Way[];
  /** Whether every customer goes one of these ways. */
  covers?(step: S): boolean;
  /** The journey ends with it. */
  ends?: true;
  /** The message that it sends. */
  message?(step: S): { template: string; with: Values; survey?: "nps" | "csat" | "text"; referral?: true };
  /** A code that messages after it may speak of. */
  gives?: "coupon";
  asks?(step: S): Asked[];
  declared?(step: S): Declared;
  /** Seconds that it may take by itself. */
  longest?(step: S): number;
}

import type { Step } from "../../../lib/campaign/steps.ts";
import { messageOf } from "../../../lib/campaign/walk.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import type { BackfillCounts } from "../../../lib/operate/backfill.ts";
import { priceOf, scanUsage } from "./price.ts";
import { walkSteps } from "./walk-steps.ts";

/** In dollars. */
export interface BackfillCost {
  /** Looking at everybody: each time. */
  reading: number;
  /** Enrolling them, and the schedules of those who begin later. */
  enrolling: number;
  /** Their journeys, at the least and at the most. */
  journeys: { least: number; most: number };
}

/** Units: three items checked or written in one transaction, twice as dear as alone. */
const WRITES = 6;
/** Units: the customer's live records. */
const READS = 2;

/** `bytes` of the whole Events table; `messages` that the campaign can send at the most. */
export function costOfBackfill(
  { customers, enrolled, heldOut, beginNow }: BackfillCounts,
  { compiled, messages, bytes }: { compiled: Pick<Compiled, "transitions" | "rules">; messages: number; bytes: number },
): BackfillCost {
  const { best, worst } = compiled.transitions;
  const later = compiled.rules.begin === undefined ? 0 : enrolled + heldOut - beginNow;
  const scanned = scanUsage(bytes).reads ?? 0;
  const journey = (transitions: number, emails: number): number =>
    priceOf({ transitions: enrolled * transitions, emails: enrolled * emails, queueMessages: enrolled * emails });
  return {
    reading: priceOf({ reads: scanned + customers * READS }),
    enrolling: priceOf({ writes: (enrolled + heldOut) * WRITES, schedules: later }),
    journeys: { least: journey(best, 0), most: journey(worst, messages) },
  };
}

/** How many messages there are in a campaign, on all of its ways together: surveys and invitations are such, too. */
export function countMessages(steps: readonly Step[]): number {
  return walkSteps(steps).filter((step) => messageOf(step) !== undefined).length;
}

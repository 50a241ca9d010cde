import { setTimeout as sleep } from "node:timers/promises";
import type { DeadLetters } from "../dead-letters.ts";
import { isForLater, isNamed, isTransient, nameOf } from "../errors.ts";
import type { Tools } from "./tools.ts";

const MOST_TRIES = 3;
/** Milliseconds before the second try; four times that before the third. */
const FIRST_PAUSE = 100;

export interface Attempted {
  /** The function. */
  from: string;
  /** What is set aside when it cannot be done. */
  body: unknown;
  /** Names the record in the log. */
  about: Record<string, unknown>;
  tools: Tools;
  deadLetters: DeadLetters;
}

/**
 * Does the work of one record. Throws only what is no fault of the record: then its source keeps it.
 *
 * 1. It is tried up to three times; what has been refused, or makes sense only later, once.
 * 2. What failed for a reason of AWS's is thrown.
 * 3. Anything else would fail each time and hold up its neighbors: it is set aside with its reason, and counts as done.
 */
export async function attempt(
  work: () => Promise<void>,
  { from, body, about, tools, deadLetters }: Attempted,
): Promise<void> {
  const why = await tryHard(work);
  if (why === undefined) return;
  if (isTransient(why)) {
    tools.log("warn", "a record will be tried again", { ...about, error: nameOf(why), reason: reasonOf(why) });
    throw why;
  }
  await deadLetters.setAside({ from, why, body });
  tools.count("SetAside");
  if (from === "enroll") tools.count("EventsSetAside");
  tools.log("error", "a record was set aside", { ...about, error: nameOf(why), reason: reasonOf(why) });
}

/** The last error, or undefined when it was done. */
async function tryHard(work: () => Promise<void>): Promise<unknown> {
  for (let tries = 1, pause = FIRST_PAUSE; ; tries++, pause *= 4) {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (tries === MOST_TRIES || isNamed(error, "Refused") || isForLater(error)) return error ?? new Error("nothing");
      await sleep(pause * (0.5 + Math.random() / 2));
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

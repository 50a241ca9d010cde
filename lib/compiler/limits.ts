import { MOST_RETRIES } from "./builder.ts";
import type { Compiled } from "./compiled.ts";
import { mostStates } from "./paths.ts";

/** Step Functions quotas, https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (2026-10). */
const LIMITS = {
  definitionBytes: 1_048_576,
  historyEvents: 25_000,
  nameCharacters: 80,
  argumentBytes: 262_144,
} as const;

/** A task with a token writes at most this many history events besides its retries. */
const EVENTS_PER_STATE = 6;
/** Each retry writes three more. */
const EVENTS_OF_RETRIES = 3 * MOST_RETRIES;

/** The compiled machine would be refused by AWS, or would fail on its way. */
export class LimitExceeded extends Error {
  override name = "LimitExceeded";
  readonly fix: string;
  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

export function checkLimits({ rules, machine }: Compiled): void {
  const bytes = Buffer.byteLength(JSON.stringify(machine));
  if (bytes > LIMITS.definitionBytes) {
    throw new LimitExceeded(
      `the campaign compiles to ${bytes} bytes; Step Functions takes at most ${LIMITS.definitionBytes}`,
      "split it into two campaigns, the second can start on an event that your shop sends, with customer.tags in its start.if",
    );
  }
  const states = mostStates(machine);
  const events = states * (EVENTS_PER_STATE + EVENTS_OF_RETRIES) + 2;
  if (events > LIMITS.historyEvents) {
    throw new LimitExceeded(
      `one journey can enter ${states} states, up to ${events} history events; Step Functions keeps at most ${LIMITS.historyEvents}`,
      "shorten the longest way through the campaign",
    );
  }
  for (const [name, state] of Object.entries(machine.States)) {
    if (name.length > LIMITS.nameCharacters) {
      throw new LimitExceeded(
        `the state name "${name}" has ${name.length} characters; Step Functions takes at most ${LIMITS.nameCharacters}`,
        "give the step a shorter name",
      );
    }
    const size = state.Type === "Task" ? Buffer.byteLength(JSON.stringify(state.Arguments)) : 0;
    if (size > LIMITS.argumentBytes) {
      throw new LimitExceeded(
        `"${name}" carries ${size} bytes; Step Functions hands over at most ${LIMITS.argumentBytes}`,
        "put fewer or shorter values into its with or its conditions",
      );
    }
  }
  const ruleBytes = Buffer.byteLength(JSON.stringify(rules));
  if (ruleBytes > LIMITS.argumentBytes) {
    throw new LimitExceeded(
      `the campaign's rules and the conditions on its order take ${ruleBytes} bytes; an enrollment carries at most ${LIMITS.argumentBytes}`,
      "shorten the conditions of start, stop, goal and branches",
    );
  }
}

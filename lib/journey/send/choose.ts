import type { Choice, ChoiceMessage, SendMessage } from "../../compiler/compiled.ts";
import { ConditionFailed } from "../../store/table.ts";
import { wayNow } from "../ask.ts";
import { stopExecution } from "../await.ts";
import { readTraveler, type Traveler } from "../head.ts";
import { isPaused } from "../pause.ts";
import type { With } from "../ports.ts";
import { type Enrollment, keys } from "../records.ts";
import { stands } from "../standing.ts";
import { answerHeld } from "./answer.ts";

const MOST_TRIES = 20;

type Chosen = Extract<Choice["ways"][number], { step: string }>;

/**
 * Chooses the message of a branch or a split, once: whoever delivers it again gets the same one, or the customer might get two.
 *
 * 1. A journey that was ended meanwhile is stopped; a paused campaign's choice waits until it goes on.
 * 2. What was asked before, or answered at enrollment, is taken; the rest is asked now.
 * 3. The answers are written to the enrollment, with the step that it has come to, if nobody changed it.
 * 4. The message is made of it. Nobody is written to on a way without a message, and the journey goes on.
 */
export async function choose(
  deps: With<"shop">,
  message: ChoiceMessage,
): Promise<SendMessage | "nothing" | "held" | "ended"> {
  const { customer, campaign, enrollment: id } = message;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const traveler = await readTraveler(deps.table, { customer, campaign, enrollment: id, pause: true });
    const { enrollment } = traveler;
    if (enrollment === undefined || !stands(enrollment, deps.now())) {
      await stopExecution(deps, message);
      return "ended";
    }
    if (isPaused(traveler.pause, campaign)) {
      await answerHeld(deps, message);
      return "held";
    }
    const ways = new Map(Object.entries(enrollment.ways ?? {}));
    const chosen = await follow(deps, message, traveler, enrollment, ways);
    if (!(await remember(deps, message, enrollment, chosen, ways))) continue;
    if (chosen === null) {
      await deps.tokens.succeed(message.token, {});
      return "nothing";
    }
    const { choose: _choose, ...rest } = message;
    return { ...rest, ...chosen };
  }
  throw new Error(`the enrollment changed ${MOST_TRIES} times in a row; the choice will be made again`);
}

/** Follows the choices to a message; what is asked on the way is added to `ways`. */
async function follow(
  deps: With<"shop">,
  { customer, choose }: ChoiceMessage,
  traveler: Traveler,
  enrollment: Enrollment,
  ways: Map<string, number>,
): Promise<Chosen | null> {
  let choice: Choice = choose;
  for (;;) {
    const { key } = choice;
    const way =
      choice.if === undefined
        ? (enrollment.answers?.[key] ?? 0)
        : (ways.get(key) ?? (await wayNow(deps, customer, choice.if, traveler, enrollment)));
    if (choice.if !== undefined) ways.set(key, way);
    const found: Choice["ways"][number] | undefined = choice.ways[way];
    if (found === undefined || found === null) return null;
    if ("step" in found) return found;
    choice = found;
  }
}

/** False: somebody changed the enrollment since it was read. */
async function remember(
  deps: With<"shop">,
  { customer, campaign, due }: ChoiceMessage,
  { id, rev, step, stepAt = 0, ways: known = {} }: Enrollment,
  chosen: Chosen | null,
  ways: ReadonlyMap<string, number>,
): Promise<boolean> {
  const isNew = ways.size > Object.keys(known).length;
  // A message that the journey has left behind moves nobody back.
  const hasCome = chosen !== null && chosen.step !== step && stepAt <= Date.parse(due);
  if (!isNew && !hasCome) return true;
  const place = hasCome ? { step: chosen.step, stepAt: Date.parse(due) } : {};
  try {
    await deps.table.write({
      update: keys.enrollment(customer, campaign),
      set: { ...(isNew ? { ways: Object.fromEntries(ways) } : {}), ...place },
      add: { rev: 1 },
      if: { equals: { id, rev } },
    });
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

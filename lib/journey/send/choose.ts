import type { Choice, ChoiceMessage, ChosenMessage, SendMessage } from "../../compiler/compiled.ts";
import { wayNow } from "../ask.ts";
import { stopExecution } from "../await.ts";
import { Contended } from "../contended.ts";
import { readTraveler, type Traveler } from "../head.ts";
import { keys } from "../keys.ts";
import { isPaused } from "../pause.ts";
import type { With } from "../ports.ts";
import type { Enrollment } from "../records.ts";
import { stands } from "../standing.ts";
import { written } from "../written.ts";
import { answerHeld } from "./answer.ts";

const MOST_TRIES = 20;

/**
 * Chooses the message of a branch or a split, once: whoever delivers it again gets the same one, or the customer might get two.
 *
 * 1. A journey that was ended meanwhile is stopped.
 * 2. What was asked before, or answered at enrollment, is taken; the rest is asked now. A paused campaign asks nothing new: the
 *    choice waits until it goes on.
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
    const ways = new Map(Object.entries(enrollment.ways ?? {}));
    const made = ways.size;
    const chosen = await follow(deps, message, traveler, enrollment, ways);
    // One that was made before may have been sent before: the message itself finds out, and is held then.
    const rules = chosen?.rules ?? (enrollment.transactional ? { transactional: true } : {});
    if ((ways.size > made || chosen === null) && isPaused(traveler.pause, campaign, rules)) {
      await answerHeld(deps, message);
      return "held";
    }
    if (!(await remember(deps, message, enrollment, chosen, ways))) continue;
    if (chosen === null) {
      await deps.tokens.succeed(message.token, {});
      return "nothing";
    }
    const { choose: _choose, ...rest } = message;
    return { ...rest, ...chosen };
  }
  throw new Contended(`the enrollment changed ${MOST_TRIES} times in a row; the choice will be made again`);
}

/** Follows the choices to a message; what is asked on the way is added to `ways`. */
async function follow(
  deps: With<"shop">,
  { customer, choose }: ChoiceMessage,
  traveler: Traveler,
  enrollment: Enrollment,
  ways: Map<string, number>,
): Promise<ChosenMessage | null> {
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
  chosen: ChosenMessage | null,
  ways: ReadonlyMap<string, number>,
): Promise<boolean> {
  const isNew = ways.size > Object.keys(known).length;
  // A message that the journey has left behind moves nobody back.
  const hasCome = chosen !== null && chosen.step !== step && stepAt <= Date.parse(due);
  if (!isNew && !hasCome) return true;
  const place = hasCome ? { step: chosen.step, stepAt: Date.parse(due), wants: [Date.parse(due)] } : {};
  return written(deps.table, {
    update: keys.enrollment(customer, campaign),
    set: { ...(isNew ? { ways: Object.fromEntries(ways) } : {}), ...place },
    add: { rev: 1 },
    if: { equals: { id, rev } },
  });
}

import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { withoutAddresses } from "../aws/addresses.ts";
import type { Clients } from "./clients.ts";
import { classify } from "./dead-letters/classify.ts";
import { groupOf, type LetterGroup } from "./dead-letters/groups.ts";
import { type Held, lookInto } from "./dead-letters/inbox.ts";
import type { Letter, Remedy } from "./dead-letters/letter.ts";
import { DEAD_LETTER_QUEUES, type QueueName } from "./dead-letters/queues.ts";
import { enrollRecords } from "./events/stream-batch.ts";
import { invoke } from "./functions.ts";
import type { Pace } from "./pace.ts";
import type { Stack } from "./stack.ts";
import { Interrupted } from "./trouble.ts";

export interface RedriveOptions {
  queues: readonly QueueName[];
  /** Puts back what can be put back. */
  go: boolean;
  /** Removes what no command can put back; or, given words, whatever has them in its reason. */
  discard: boolean | string;
  show: boolean;
}

export interface Redriven {
  groups: LetterGroup[];
  /** Not all were looked at: run it again for the rest. */
  isPartial: boolean;
  isInterrupted: boolean;
}

interface Deps {
  stack: Pick<Stack, "outputs">;
  clients: Pick<Clients, "queues" | "functions">;
  /** Awaited before each one that is put back. */
  pace: Pace;
  onProgress?(looked: number): void;
}

/** Messages that are put back side by side. */
const AT_ONCE = 10;

/**
 * Looks through dead-letter queues, and puts back what lies there.
 *
 * 1. A queue is looked through as it is now.
 * 2. Each message goes back the way it came; it is removed only after it was taken.
 * 3. What failed again stays, or was set aside anew by the function that gave it up.
 */
export async function redrive(deps: Deps, options: RedriveOptions): Promise<Redriven> {
  const groups = new Map<string, LetterGroup>();
  let isPartial = false;
  let looked = 0;
  try {
    for (const queue of options.queues) {
      const url = deps.stack.outputs[DEAD_LETTER_QUEUES[queue]];
      await lookInto(deps.clients.queues, { queue, url }, async ({ letters, isFull }) => {
        isPartial ||= isFull;
        for (let i = 0; i < letters.length; i += AT_ONCE) {
          const some = letters.slice(i, i + AT_ONCE);
          await allOf(some.map((one) => treat(deps, options, one, groups)));
          looked += some.length;
          deps.onProgress?.(looked);
        }
      });
    }
    return { groups: [...groups.values()], isPartial, isInterrupted: false };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return { groups: [...groups.values()], isPartial: true, isInterrupted: true };
  }
}

/** All come to their end, also when one of them fails. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) if (result.status === "rejected") throw result.reason;
}

async function treat(
  deps: Deps,
  { go, discard, show }: RedriveOptions,
  held: Held,
  groups: Map<string, LetterGroup>,
): Promise<void> {
  const letter = classify(held, deps.stack.outputs);
  const group = groupOf(groups, held, letter);
  if (show) group.bodies = [...(group.bodies ?? []), held.body];
  if (isDiscarded(discard, letter)) {
    await held.remove();
    group.discarded++;
    return;
  }
  if (isForPeople(letter) || !go) return;
  await deps.pace();
  try {
    await putBack(deps, letter.remedy);
  } catch (error) {
    const why = withoutAddresses(error instanceof Error ? error.message : String(error));
    group.failed[why] = (group.failed[why] ?? 0) + 1;
    return;
  }
  await held.remove();
  group.taken++;
}

function isForPeople({ remedy }: Letter): boolean {
  return remedy.do === "replay" || remedy.do === "look";
}

function isDiscarded(discard: boolean | string, letter: Letter): boolean {
  if (typeof discard === "boolean") return discard && isForPeople(letter);
  return letter.reason.toLowerCase().includes(discard.toLowerCase());
}

async function putBack({ clients, stack }: Deps, remedy: Remedy): Promise<void> {
  const { outputs } = stack;
  if (remedy.do === "send again") {
    await clients.queues.send(new SendMessageCommand({ QueueUrl: outputs.SendQueueUrl, MessageBody: remedy.body }));
  } else if (remedy.do === "enroll") {
    const failed = await enrollRecords(clients.functions, outputs.EnrollFunction, [remedy.record]);
    if (failed.length > 0) throw new Error("enroll wants it to be tried again later");
  } else if (remedy.do === "call") {
    const FUNCTION = { engage: outputs.EngageFunction, begin: outputs.BeginFunction, finish: outputs.FinishFunction };
    await invoke(clients.functions, FUNCTION[remedy.call], remedy.payload);
  }
}

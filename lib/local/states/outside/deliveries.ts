import type { openAtomic } from "../../../store/database.ts";
import type { Clock } from "../../clock.ts";
import type { Due, DueQueue } from "../../due.ts";
import type { Handlers } from "../hooks.ts";
import type { Message } from "../kinds/move.ts";
import type { DeadLetterRows } from "../rows/dead-letters.ts";
import type { MessageRows, StoredMessage } from "../rows/messages.ts";
import { delayAfter, MOST_RECEIVES } from "./redelivery.ts";

export interface Deliveries {
  /** Hands a stored message over when it is due. */
  expect(id: number, message: Pick<Message, "due">): void;
}

/** Queues as SQS has them: at least once, again after a delay, and to the dead letters after {@link MOST_RECEIVES}. */
export function createDeliveries(parts: {
  clock: Clock;
  queue: DueQueue;
  handlers: Handlers;
  atomic: ReturnType<typeof openAtomic>;
  messages: MessageRows;
  deadLetters: DeadLetterRows;
}): Deliveries {
  const { clock, messages } = parts;

  function expect(id: number, { due }: Pick<Message, "due">): void {
    parts.queue.add(due, deliver, id);
  }

  async function deliver({ key }: Due): Promise<void> {
    const id = Number(key);
    const message = messages.load(id);
    if (message === undefined) return;
    try {
      await handOver(message);
    } catch (error) {
      refuse(id, message, error);
      return;
    }
    messages.remove(id);
  }

  async function handOver({ queue, body }: StoredMessage): Promise<void> {
    const handler = parts.handlers.queues[queue];
    if (handler === undefined) throw new Error(`nothing reads the queue ${queue}`);
    await handler(JSON.parse(body));
  }

  function refuse(id: number, message: StoredMessage, error: unknown): void {
    const receives = message.receives + 1;
    if (receives >= MOST_RECEIVES) giveUp(id, message, error);
    else deliverAgain(id, clock.now() + delayAfter(receives), receives);
  }

  function deliverAgain(id: number, due: number, receives: number): void {
    messages.again(id, due, receives);
    expect(id, { due });
  }

  function giveUp(id: number, { queue, body }: StoredMessage, error: unknown): void {
    parts.atomic(() => {
      parts.deadLetters.add(queue, body, error, clock.now());
      messages.remove(id);
    });
  }

  return { expect };
}

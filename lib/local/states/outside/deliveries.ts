import type { Clock } from "../../clock.ts";
import type { Due, DueQueue } from "../../due.ts";
import type { Handlers } from "../hooks.ts";
import type { Message } from "../kinds/move.ts";
import { contentOf, textOf } from "../rows/body.ts";
import type { EngineStore, StoredMessage } from "../rows/store.ts";
import { deadLetter } from "./dead-letter.ts";
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
  store: Pick<EngineStore, "atomic" | "messages" | "deadLetters">;
}): Deliveries {
  const { clock, store } = parts;
  const { messages } = store;

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
    await handler(contentOf(body));
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
    store.atomic(() => {
      store.deadLetters.add(deadLetter(queue, textOf(body), error, clock.now()));
      messages.remove(id);
    });
  }

  return { expect };
}

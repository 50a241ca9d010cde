import { forgetOrder } from "../aws/door.ts";
import { orderOf } from "../door/order-of.ts";
import type { Address, Contact } from "../journey/contact.ts";
import { type CustomerEvents, type Forgotten, forget } from "../journey/forget.ts";
import { keys } from "../journey/keys.ts";
import type { Core, With } from "../journey/ports.ts";
import type { Time } from "./pace.ts";

/** Looks again this often: what was under way has arrived by then, or somebody goes on sending events. */
const MOST_ROUNDS = 3;
/** Milliseconds: a stream hands over within a second or two, and a function takes as long. */
const PAUSE = 8_000;

export interface ForgottenAtLast extends Forgotten {
  rounds: number;
  /** The last look found nothing. False: something keeps bringing the customer back. */
  isGone: boolean;
  /** What stays of their address, under its hash: it is never mailed, or its mailbox said no. */
  stays: Pick<Address, "suppressed" | "no">;
}

/** What the door remembers of an order goes with the event that was made of it. */
function withOrders({ table }: Core, events: CustomerEvents): CustomerEvents {
  return {
    of: events.of,
    async remove(customer, eventId) {
      const order = orderOf(eventId);
      if (order !== undefined) await forgetOrder(table, order.shop, order.orderId);
      await events.remove(customer, eventId);
    },
  };
}

/**
 * Erases a customer, and looks again until nothing comes back. That their address is suppressed or said no outlives them: else the
 * next import of a list would write to them again.
 */
export async function forgetForGood(
  deps: With<"addresses">,
  customer: string,
  events: CustomerEvents,
  time: Pick<Time, "sleep">,
  onRound: (round: number, found: Forgotten) => void = () => {},
): Promise<ForgottenAtLast> {
  const sum: Forgotten = { items: 0, events: 0, journeys: 0 };
  const address = await addressOf(deps, customer);
  for (let round = 1; ; round++) {
    const found = await forget(deps, customer, withOrders(deps, events));
    onRound(round, found);
    const isGone = found.items + found.events + found.journeys === 0;
    sum.items += found.items;
    sum.events += found.events;
    sum.journeys += found.journeys;
    // The first look erases; only one that finds nothing tells that nothing came back.
    if (isGone || round > MOST_ROUNDS) {
      return { ...sum, rounds: round, isGone, stays: await stayingOf(deps, address) };
    }
    await time.sleep(PAUSE);
  }
}

async function addressOf({ table, addresses }: With<"addresses">, customer: string): Promise<string | undefined> {
  const contact = (await table.get(keys.contact(customer))) as unknown as Contact | undefined;
  return contact?.email === undefined ? undefined : addresses.hash(contact.email);
}

async function stayingOf({ table }: Core, address: string | undefined): Promise<ForgottenAtLast["stays"]> {
  if (address === undefined) return {};
  const { suppressed, no } = ((await table.get(keys.address(address))) ?? {}) as unknown as Address;
  return { ...(suppressed === undefined ? {} : { suppressed }), ...(no === undefined ? {} : { no }) };
}

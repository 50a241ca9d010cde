import type { Purchase } from "../../../../lib/campaign/events.ts";
import { refund } from "../../../support/events.ts";
import { type Actor, bought, type Way } from "../way.ts";

/** Somebody who buys every twenty days, and whose next time is tomorrow: three days before that were two days ago. */
async function runsLow(actor: Actor): Promise<Purchase> {
  const last = bought(actor, 19);
  for (const order of [bought(actor, 59), bought(actor, 39), last]) await actor.tells(order);
  await actor.begins();
  await actor.gets("running-low");
  return last;
}

export const REPLENISHMENT: readonly Way[] = [
  {
    campaign: "replenishment",
    name: "two reminders",
    customer: "parity-refill",
    async play(actor) {
      await runsLow(actor);
      await actor.gets("last-cup");
      await actor.ends();
    },
  },
  {
    campaign: "replenishment",
    name: "a refund",
    customer: "parity-refill-refund",
    async play(actor) {
      const { order } = await runsLow(actor);
      await actor.tells(refund(actor.customer, order.id, { at: actor.now() }));
      await actor.ends();
    },
  },
];

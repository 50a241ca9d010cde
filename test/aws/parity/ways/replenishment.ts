import { refund } from "../../../support/events.ts";
import { bought, type Way } from "../way.ts";

export const REPLENISHMENT: readonly Way[] = [
  {
    campaign: "replenishment",
    name: "two reminders",
    customer: "parity-refill",
    async play(actor) {
      await actor.tells(bought(actor, 25));
      await actor.begins();
      await actor.gets("running-low");
      await actor.gets("last-cup");
      await actor.ends();
    },
  },
  {
    campaign: "replenishment",
    name: "a refund",
    customer: "parity-refill-refund",
    async play(actor) {
      const order = bought(actor, 25);
      await actor.tells(order);
      await actor.begins();
      await actor.gets("running-low");
      await actor.tells(refund(actor.customer, order.order.id, { at: actor.now() }));
      await actor.ends();
    },
  },
];

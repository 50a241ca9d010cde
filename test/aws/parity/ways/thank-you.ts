import { refund } from "../../../support/events.ts";
import { bought, boughtAnonymously, type Way } from "../way.ts";

export const THANK_YOU: readonly Way[] = [
  {
    campaign: "thank-you",
    name: "a click",
    customer: "parity-thanks-click",
    async play(actor) {
      await actor.tells(bought(actor, 0));
      await actor.gets("thank-you");
      await actor.clicks("thank-you");
      await actor.ends();
    },
  },
  {
    campaign: "thank-you",
    name: "silence",
    customer: "parity-thanks-silent",
    async play(actor) {
      await actor.tells(bought(actor, 0));
      await actor.ends();
    },
  },
  {
    campaign: "thank-you",
    name: "a refund",
    customer: "parity-thanks-refund",
    async play(actor) {
      const order = bought(actor, 0);
      await actor.tells(order);
      await actor.gets("thank-you");
      await actor.tells(refund(actor.customer, order.order.id, { at: actor.now() }));
      await actor.ends();
    },
  },
  {
    campaign: "thank-you",
    name: "a night",
    customer: "parity-thanks-night",
    async play(actor) {
      await actor.tells(bought(actor, 0, { zone: "night" }));
      await actor.wakes();
      await actor.gets("thank-you");
      await actor.clicks("thank-you");
      await actor.ends();
    },
  },
  {
    campaign: "thank-you",
    name: "no address",
    customer: "parity-thanks-anonymous",
    async play(actor) {
      await actor.tells(boughtAnonymously(actor, 0));
      await actor.ends();
    },
  },
];

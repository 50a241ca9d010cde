import type { ShopEvent } from "../../../lib/campaign/events.ts";
import { share } from "../../../lib/journey/hash.ts";
import { DAY, purchase, refund } from "../../support/events.ts";

/** One customer of a shop, whichever engine the shop's machines run on. */
export interface Actor {
  readonly customer: string;
  /** Milliseconds since 1970, on this engine's clock. */
  now(): number;
  /** A zone in which it is day, or night, on that clock. */
  zone(time: "day" | "night"): string;
  tells(event: ShopEvent): Promise<void>;
  /** The leading wait is over. */
  begins(): Promise<void>;
  /** The night, in which a message was held, is over. */
  wakes(): Promise<void>;
  gets(step: string): Promise<void>;
  clicks(step: string): Promise<void>;
  /** Whatever else there is to wait for, until the journey is over. */
  ends(): Promise<void>;
}

/** A way through a campaign of the library. */
export interface Way {
  readonly campaign: string;
  readonly name: string;
  /** Ids of customers decide about holdouts and splits. */
  readonly customer: string;
  play(actor: Actor): Promise<void>;
}

const bought = (actor: Actor, daysAgo: number, zone: "day" | "night" = "day") =>
  purchase(actor.customer, {
    at: actor.now() - daysAgo * DAY,
    customer: { email: `${actor.customer}@mail.example`, timeZone: actor.zone(zone) },
  });
/** Somebody without an address: every message is withheld. */
const boughtAnonymously = (actor: Actor, daysAgo: number) =>
  purchase(actor.customer, { at: actor.now() - daysAgo * DAY, customer: { timeZone: actor.zone("day") } });

/** Somebody who is in the win-back, and gets this way of its split. */
function wonBackBy(photo: boolean): string {
  const ids = Array.from({ length: 100 }, (_, n) => `parity-${photo ? "photo" : "plain"}-${n}`);
  const id = ids.find(
    (one) => share("holdout", "win-back", one) >= 0.1 && share("split", "win-back", "split-1", one) >= 0.5 === photo,
  );
  if (id === undefined) throw new Error("nobody of a hundred gets this way");
  return id;
}
function inWinBack(start: string): string {
  const ids = Array.from({ length: 100 }, (_, n) => `parity-${start}-${n}`);
  return ids.find((one) => share("holdout", "win-back", one) >= 0.1) ?? start;
}

const quietFor60Days = async (actor: Actor): Promise<void> => {
  await actor.tells(bought(actor, 60));
  await actor.begins();
  await actor.gets("we-miss-you");
};

export const WAYS: readonly Way[] = [
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
      await actor.tells(bought(actor, 0, "night"));
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
  {
    campaign: "win-back",
    name: "a click",
    customer: inWinBack("click"),
    async play(actor) {
      await quietFor60Days(actor);
      await actor.clicks("we-miss-you");
      await actor.ends();
    },
  },
  ...[false, true].map(
    (photo): Way => ({
      campaign: "win-back",
      name: photo ? "silence, a photo" : "silence, no photo",
      customer: wonBackBy(photo),
      async play(actor) {
        await quietFor60Days(actor);
        await actor.gets(photo ? "come-back-photo" : "come-back");
        await actor.ends();
      },
    }),
  ),
  {
    campaign: "win-back",
    name: "silence of a regular",
    customer: inWinBack("regular"),
    async play(actor) {
      for (const daysAgo of [500, 400, 300, 200]) await actor.tells(bought(actor, daysAgo));
      await quietFor60Days(actor);
      await actor.gets("vip-offer");
      await actor.ends();
    },
  },
  {
    campaign: "win-back",
    name: "a refund",
    customer: inWinBack("refund"),
    async play(actor) {
      const order = bought(actor, 60);
      await actor.tells(order);
      await actor.begins();
      await actor.gets("we-miss-you");
      await actor.tells(refund(actor.customer, order.order.id, { at: actor.now() }));
      await actor.ends();
    },
  },
  {
    campaign: "win-back",
    name: "no address",
    customer: inWinBack("anonymous"),
    async play(actor) {
      await actor.tells(boughtAnonymously(actor, 60));
      await actor.begins();
      await actor.ends();
    },
  },
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

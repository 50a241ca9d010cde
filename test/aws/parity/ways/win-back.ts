import { share } from "../../../../lib/journey/hash.ts";
import { refund } from "../../../support/events.ts";
import { type Actor, bought, boughtAnonymously, type Way } from "../way.ts";

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

export const WIN_BACK: readonly Way[] = [
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
];

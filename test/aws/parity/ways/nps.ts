import { happened } from "../../../support/events.ts";
import { type Actor, bought, type Way } from "../way.ts";

/** Somebody who came back a fortnight ago is asked how likely they are to recommend the shop. */
const isAsked = async (actor: Actor): Promise<void> => {
  await actor.tells(bought(actor, 20));
  await actor.tells(bought(actor, 14));
  await actor.begins();
  await actor.gets("how-likely");
};

export const NPS: readonly Way[] = [
  {
    campaign: "nps",
    name: "a promoter, who is given a code for friends",
    customer: "parity-promoter",
    async play(actor) {
      await isAsked(actor);
      await actor.answers("how-likely", 9);
      await actor.gets("bring-a-friend");
      await actor.ends();
    },
  },
  {
    campaign: "nps",
    name: "a detractor, whose case is resolved",
    customer: "parity-detractor",
    async play(actor) {
      await isAsked(actor);
      await actor.answers("how-likely", 3);
      await actor.gets("we-are-sorry");
      await actor.waitsAt("we-are-sorry");
      await actor.tells(happened("case.resolved", actor.customer, { at: actor.now(), data: { caseId: "4711" } }));
      await actor.gets("all-better");
      await actor.ends();
    },
  },
  {
    campaign: "nps",
    name: "a detractor, whose case stays open",
    customer: "parity-unresolved",
    async play(actor) {
      await isAsked(actor);
      await actor.answers("how-likely", 0);
      await actor.gets("we-are-sorry");
      await actor.ends();
    },
  },
  {
    campaign: "nps",
    name: "a passive",
    customer: "parity-passive",
    async play(actor) {
      await isAsked(actor);
      await actor.answers("how-likely", 8);
      await actor.gets("thanks-for-answering");
      await actor.ends();
    },
  },
];

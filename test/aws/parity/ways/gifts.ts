import type { CustomEvent } from "../../../../lib/campaign/events.ts";
import { happened } from "../../../support/events.ts";
import type { Actor, Way } from "../way.ts";
import { YES } from "./every-step.ts";

const giftsBegun = (actor: Actor, kind: string): CustomEvent =>
  happened("gifts-begun", actor.customer, {
    at: actor.now(),
    customer: { email: `${actor.customer}@mail.example`, timeZone: actor.zone("day"), consent: YES },
    data: { kind },
  });

export const GIFTS: readonly Way[] = [
  {
    campaign: "gifts",
    name: "a code of a pool, then none, which ends it",
    customer: "parity-lucky",
    async play(actor) {
      await actor.tells(giftsBegun(actor, "lucky"));
      await actor.gets("guide");
      await actor.ends();
    },
  },
  {
    campaign: "gifts",
    name: "no code, and another way; then none, which ends it",
    customer: "parity-unlucky",
    async play(actor) {
      await actor.tells(giftsBegun(actor, "unlucky"));
      await actor.gets("reminder");
      await actor.gets("guide");
      await actor.ends();
    },
  },
];

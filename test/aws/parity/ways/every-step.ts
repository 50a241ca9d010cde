import type { CustomEvent } from "../../../../lib/campaign/events.ts";
import { share } from "../../../../lib/journey/hash.ts";
import { happened } from "../../../support/events.ts";
import type { Actor, Way } from "../way.ts";

/** They may be written to before they bought anything. */
export const YES = { marketing: true, at: "2026-01-01T00:00:00Z", source: "checkout" };

const everyStep = (actor: Actor, kind: string): CustomEvent =>
  happened("every-step-begun", actor.customer, {
    at: actor.now(),
    customer: { email: `${actor.customer}@mail.example`, timeZone: actor.zone("day"), consent: YES },
    data: { kind },
  });

const bothWays = (["guide", "tag"] as const).map((what): Way => {
  const ids = Array.from({ length: 100 }, (_, n) => `parity-every-${what}-${n}`);
  const isOne = (id: string): boolean => share("split", "every-step", "split-1", id) < 0.5;
  return {
    campaign: "every-step",
    name: `a wait that an event answers, then a split: ${what}`,
    customer: ids.find((id) => isOne(id) === (what === "guide")) ?? "",
    async play(actor) {
      await actor.tells(everyStep(actor, "water"));
      await actor.waitsAt("arrival");
      await actor.tells(happened("arrived", actor.customer, { at: actor.now() }));
      await actor.ends();
    },
  };
});

export const EVERY_STEP: readonly Way[] = [
  ...bothWays,
  {
    campaign: "every-step",
    name: "a click that is asked for later",
    customer: "parity-every-click",
    async play(actor) {
      await actor.tells(everyStep(actor, "tea"));
      await actor.gets("hello");
      await actor.clicks("hello");
      await actor.waitsAt("arrival");
      await actor.tells(happened("arrived", actor.customer, { at: actor.now() }));
      await actor.ends();
    },
  },
  {
    campaign: "every-step",
    name: "an event that never comes",
    customer: "parity-every-never",
    async play(actor) {
      await actor.tells(everyStep(actor, "coffee"));
      await actor.ends();
    },
  },
];

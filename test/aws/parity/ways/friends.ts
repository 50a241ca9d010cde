import { bought, type Way } from "../way.ts";

export const FRIENDS: readonly Way[] = [
  {
    campaign: "advocate-thanks",
    name: "a friend who keeps what they bought",
    customer: "parity-advocate",
    async play(actor) {
      await actor.tells(bought(actor, 100));
      const friend = { ...actor, customer: `${actor.customer}-friend` };
      await actor.tells(bought(friend, 14, { order: { referral: await actor.code() } }));
      await actor.begins();
      await actor.gets("friend-came");
      await actor.ends();
    },
  },
];

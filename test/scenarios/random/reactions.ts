import type { Engagement } from "../../../lib/journey/engage.ts";
import { share } from "../../../lib/journey/hash.ts";
import type { SendId } from "../../../lib/journey/ports.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

export type Reaction = { at: number } & ({ engagement: Engagement } | { buys: true } | { answers: number });

/** What comes back about one message, at random times of the days after: in any order, as events do. */
export function reactionsTo(message: SendId, sentAt: number, seed: string): Reaction[] {
  const draw = (what: string): number => share(seed, what, message.enrollment, message.step);
  const later = (what: string): number => sentAt + MINUTE + Math.floor(draw(`${what} when`) ** 4 * 6 * DAY);
  const list: Reaction[] = [];
  for (const [fact, likelihood] of [
    ["delivered", 0.9],
    ["opened", 0.5],
    ["clicked", 0.35],
  ] as const) {
    const at = later(fact);
    if (draw(fact) < likelihood) list.push({ at, engagement: { fact, message, at } });
  }
  const at = later("no");
  const no = draw("no");
  if (no < 0.01) list.push({ at, engagement: { fact: "bounced", message, at, kind: "hard" } });
  else if (no < 0.02) list.push({ at, engagement: { fact: "complained", message, at } });
  else if (no < 0.04) {
    const { customer, enrollment, step } = message;
    list.push({
      at,
      engagement: { fact: "unsubscribed", customer, at, source: "link", message: { enrollment, step } },
    });
  }
  // Where nothing is asked, nobody answers.
  if (draw("answers") < 0.6) list.push({ at: later("answers"), answers: draw("score") });
  if (draw("buys") < 0.15) list.push({ at: later("buys"), buys: true });
  return list;
}

import type { Purchase } from "../campaign/events.ts";
import type { SurveyKind } from "../campaign/holds.ts";
import type { Engagement } from "../journey/engage.ts";
import { share } from "../journey/hash.ts";
import type { SendId } from "../journey/ports.ts";
import { type Answer, answerOf } from "./answers.ts";
import type { Rates } from "./rates.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a simulated customer does because of one message, and when. */
export interface Reaction {
  at: number;
  engagement?: Engagement;
  buys?: true;
  answers?: Answer;
}

/**
 * Draws how the reader of one message reacts. The same seed and message always give the same reactions, whatever else is
 * simulated. One draw decides opening, clicking and buying together, so that each is a part of the one before. A
 * message that asks something (`survey`) is answered, too, by some of those who open it.
 */
export function reactions(
  message: SendId,
  sentAt: number,
  rates: Rates,
  seed: string,
  survey?: SurveyKind,
): Reaction[] {
  const draw = (what: string): number => share(seed, what, message.enrollment, message.step);
  const keenness = draw("keenness");
  const list: Reaction[] = [
    { at: sentAt + MINUTE / 2, engagement: { fact: "delivered", message, at: sentAt + MINUTE / 2 } },
  ];
  const openedAt = sentAt + MINUTE + delay(draw("open"), 6 * HOUR);
  const answered = survey === undefined ? 0 : rates.answered;
  if (keenness < Math.max(rates.opened, rates.clicked, rates.bought, answered)) {
    list.push({ at: openedAt, engagement: { fact: "opened", message, at: openedAt } });
  }
  if (keenness < Math.max(rates.clicked, rates.bought)) {
    const clickedAt = openedAt + MINUTE + delay(draw("click"), 5 * MINUTE);
    list.push({ at: clickedAt, engagement: { fact: "clicked", message, at: clickedAt } });
    if (keenness < rates.bought) list.push({ at: clickedAt + MINUTE + delay(draw("buy"), 4 * HOUR), buys: true });
  }
  if (survey !== undefined && keenness < answered) {
    const answers = answerOf(survey, rates, { group: draw("group"), score: draw("score") });
    list.push({ at: openedAt + MINUTE + delay(draw("answer"), 3 * HOUR), answers });
  }
  if (draw("unsubscribe") < rates.unsubscribed) {
    const at = openedAt + MINUTE / 2;
    const { customer } = message;
    list.push({ at, engagement: { fact: "unsubscribed", customer, at, source: "simulated" } });
  }
  return list;
}

/** Most people react soon and some after days: exponential around the mean, at most ten times as long. Milliseconds. */
function delay(draw: number, mean: number): number {
  return Math.round(Math.min(-Math.log(1 - draw) * mean, 10 * mean));
}

/** The purchase that a message brought about: as large as the customer's average so far. */
export function simulatedPurchase(message: SendId, at: number, average: number, currency: string): Purchase {
  const id = `simulated:${message.enrollment}:${message.step}`;
  return {
    type: "purchase",
    eventId: id,
    customerId: message.customer,
    at: new Date(at).toISOString(),
    order: { id, total: Math.round(average * 100) / 100, currency },
  };
}

import type { Purchase } from "../../campaign/events.ts";
import type { Rates } from "../../email/template.ts";
import type { InboxMail } from "../inbox.ts";
import type { Arrival } from "../intake.ts";
import type { Draw } from "./draw.ts";
import { PEOPLE } from "./people.ts";
import { drawOrder } from "./products.ts";

const MINUTE = 60_000;

/** For templates that say no rates of their own: about what retention mail gets. */
const USUAL: Rates = { opened: 0.35, clicked: 0.06, bought: 0.02 };
/** Of those who open. */
const UNSUBSCRIBES = 0.012;

/** What a customer does about a message, and when: drawn from the template's rates, which are shares of all messages. */
export function reactionsTo(draw: Draw, mail: InboxMail, rates: Rates = USUAL): { at: number; arrival: Arrival }[] {
  const { sendId: message } = mail;
  const reactions: { at: number; arrival: Arrival }[] = [];
  if (!draw.happens(rates.opened)) return reactions;
  let at = mail.at + draw.between(4, 900) * MINUTE;
  reactions.push({ at, arrival: { engagement: { fact: "opened", message, at } } });
  if (draw.happens(UNSUBSCRIBES)) {
    at += draw.between(1, 3) * MINUTE;
    const { customer } = message;
    reactions.push({
      at,
      arrival: { engagement: { fact: "unsubscribed", customer, at, source: "unsubscribe page" } },
    });
    return reactions;
  }
  if (draw.happens(rates.clicked / rates.opened)) {
    at += draw.between(1, 6) * MINUTE;
    reactions.push({ at, arrival: { engagement: { fact: "clicked", message, at } } });
  }
  if (draw.happens(rates.bought / rates.opened)) {
    at += draw.between(5, 2_000) * MINUTE;
    const event = purchaseAfter(draw, mail, at);
    if (event !== undefined) reactions.push({ at, arrival: { event } });
  }
  return reactions;
}

function purchaseAfter(draw: Draw, { id, sendId: { customer } }: InboxMail, at: number): Purchase | undefined {
  const person = PEOPLE.find((one) => one.id === customer);
  if (person === undefined) return undefined;
  const order = drawOrder(draw, person, 900_000 + id);
  return {
    type: "purchase",
    eventId: `order-${order.id}-paid`,
    customerId: customer,
    at: new Date(at).toISOString(),
    order,
  };
}

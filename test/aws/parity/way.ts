import type { Order, Purchase, ShopEvent, SurveyAnswered } from "../../../lib/campaign/events.ts";
import type { SendId } from "../../../lib/journey/ports.ts";
import { DAY, purchase } from "../../support/events.ts";

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
  /** The customer answers the survey that this step asked. */
  answers(step: string, score: number): Promise<void>;
  /** The customer's own code for friends. */
  code(): Promise<string>;
  /** A state of this step waits for an event. */
  waitsAt(step: string): Promise<void>;
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

/** A purchase of so many days ago, by somebody whose time of day that is. */
export const bought = (
  actor: Pick<Actor, "customer" | "now" | "zone">,
  daysAgo: number,
  { zone = "day", order = {} }: { zone?: "day" | "night"; order?: Partial<Order> } = {},
): Purchase =>
  purchase(actor.customer, {
    order,
    at: actor.now() - daysAgo * DAY,
    customer: { email: `${actor.customer}@mail.example`, timeZone: actor.zone(zone) },
  });
/** Somebody without an address: every message is withheld. */
export const boughtAnonymously = (actor: Actor, daysAgo: number): Purchase =>
  purchase(actor.customer, { at: actor.now() - daysAgo * DAY, customer: { timeZone: actor.zone("day") } });
/** An answer to the survey that a message asked, as the survey's page tells it. */
export const answered = (actor: Pick<Actor, "now">, message: SendId, score: number): SurveyAnswered => ({
  type: "survey.answered",
  eventId: `answer-${message.enrollment}-${message.step}`,
  customerId: message.customer,
  at: new Date(actor.now()).toISOString(),
  survey: message.step,
  kind: "nps",
  score,
  message: { enrollment: message.enrollment, step: message.step },
});

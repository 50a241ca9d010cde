import type { Order, ShopEvent } from "../campaign/events.ts";
import type { SurveyKind } from "../campaign/holds.ts";
import type { ExecutionInput, Priority, Rules, WaitTarget } from "../compiler/compiled.ts";
import type { Condition, Item, Key } from "../store/table.ts";
import type { Stage } from "./advocacy/records.ts";

/*
 * What the State table holds about one customer, all under one partition key. Everything that is live sorts together under
 * "@", so one query reads it: contact, profile, one enrollment a campaign. History follows: past enrollments, sends, events.
 * Open waits are attributes named "wait#…" of the record that their answer is written to: a send, or the profile. Times are
 * epoch milliseconds. `rev` counts changes: whoever writes a record back says which one it read.
 */

/** Who is held: a token of a state that waits until its campaign goes on. */
export type Held = { customer: string; campaign: string; enrollment: string; token: string; since: number };

/** Since when: `all` campaigns, or one, `campaign#win-back`; or all marketing, and why. */
export type Pause = {
  [which: `campaign#${string}`]: number;
  all?: number;
  marketing?: { at: number; why: string };
};

/** What the person did. Waits for events hang on it: see wake.ts. */
export type Profile = {
  rev: number;
  orders: number;
  /** Currency -> paid less refunded, in its main unit. */
  spent: Record<string, number>;
  firstOrderAt?: number;
  lastOrderAt?: number;
  /** SKU and quantity, the 200 bought last, newest at the end. */
  items: [string, number][];
  tags: string[];
  attributes: Record<string, string | number | boolean>;
  /** Categories bought, the 50 newest, the newest at the end. */
  categories?: string[];
  /** What the orders so far make of the customer, as the last event showed it: see stage.ts. */
  stage?: Stage;
  /** Their own code for friends, once one was made. */
  referral?: string;
  /** Friends who count: they bought by the code, and kept it. */
  referrals?: number;
  /** The code that they came with as a friend, and the order that counts for it. */
  referredBy?: { code: string; order: string; total: number; currency: string; refunded: number; takenBack?: true };
  /** Hashes of their orders' fingerprints, the 20 newest. */
  prints?: string[];
  /** The last answers to surveys. */
  nps?: { score: number; at: number };
  csat?: { score: number; at: number };
  /** The newest events, for waits that register just after one came. */
  recent: { id: string; type: string; seen: number }[];
};

/** The current or last enrollment of a customer in a campaign: one record, so nobody is in a campaign twice at a time. */
export type Enrollment = {
  rev: number;
  id: string;
  campaign: string;
  version: string;
  status: "scheduled" | "running" | "holdout" | "ended";
  /** The event that started it, and when that happened. */
  event: string;
  at: number;
  /** When the first step after a leading wait is due; `at` without one. */
  begins: number;
  /** The first step after a leading wait has come, or would have come for somebody held out. */
  begun?: true;
  /** The key of the step that it came to last, of those that a function hears of; and when. */
  step?: string;
  stepAt?: number;
  /** When it is to send its messages of now and next, as far as that is known: campaigns of lower priority give way to them. */
  wants?: number[];
  /** There are campaigns of higher priority. */
  yields?: true;
  /** The message that was told last to come back later: since when it is due, until when it waits, and why. */
  deferred?: { step: string; since: number; until: number; why: Deferral };
  /** Of its campaign, where it is not the normal one. */
  priority?: Priority;
  /** A no to marketing leaves it as it is. */
  transactional?: true;
  /** It listens to changes of the customer's stage; when it has ended, by its goal. */
  stages?: true;
  /** Of somebody yet to begin: the step that they will be at. */
  first?: string;
  /** What was asked about choices of messages: the number of the way, by the choice's key. */
  ways?: Record<string, number>;
  /** By then the journey is over, even if nobody heard of its end. */
  endsBy: number;
  /** Dropped when it has ended, like all that only a journey on its way needs. */
  stop?: Rules["stop"];
  goal?: Rules["goal"];
  answers?: ExecutionInput["answers"];
  /** The purchase that started it, while the journey may still speak of it. */
  order?: Order & { at: string };
  /** The data of the custom event that started it. */
  eventFacts?: Record<string, unknown>;
  /** The coupon that it gave last. */
  coupon?: { name: string; code: string; until?: number };
  /** When the last enrollment that began was started: what `again` counts from. */
  countedAt?: number;
  endedAt?: number;
  outcome?: string;
  /** Ended before its last step, by a rule or a no: its goal is closed. */
  stopped?: true;
  goalMetAt?: number;
  /** The purchase that met the goal. */
  goalValue?: { total: number; currency: string };
};

/** The ledger entry of one message of one enrollment. Waits for reactions to it hang on it: see wake.ts. */
export type Send = {
  enrollment: string;
  campaign: string;
  step: string;
  template: string;
  /**
   * claimed: about to be handed over, or lost on the way; released: surely not taken, may be tried again; sent; withheld: with
   * its reason; unconfirmed: nobody knows, never tried again.
   */
  state: "claimed" | "released" | "sent" | "withheld" | "unconfirmed";
  at: number;
  reason?: Withheld;
  /** The campaign that it gave way to. */
  to?: string;
  topic?: string;
  /** Hash of the address it was claimed for: a bounce is that address's, whatever the customer's is by then. */
  address?: string;
  messageId?: string;
  locale?: string;
  sentAt?: number;
  delivered?: number;
  opened?: number;
  clicked?: number;
  /** It asks a question of this kind. */
  survey?: SurveyKind;
  /** When it was answered; by which score, and so by whom: each of these has the same time. */
  answered?: number;
  score?: number;
  promoter?: number;
  passive?: number;
  detractor?: number;
  satisfied?: number;
  neutral?: number;
  dissatisfied?: number;
  bounced?: number;
  complained?: number;
  /** The no came over a link of this message. */
  unsubscribed?: number;
  /** A machine opened it, or followed a link: no engagement. */
  machineOpened?: number;
  machineClicked?: number;
  /** When each link was first followed, by the link's hash. */
  [click: `click#${string}`]: number;
};

/** Why a message waits: what would withhold it otherwise. */
export type Deferral = Extract<
  Withheld,
  | "closed"
  | "too many"
  | "too many of the topic"
  | "too many of the campaign"
  | "surveyed lately"
  | "gave way"
  | "warming up"
>;

/** Why a message was not sent. The hard ones, `unsubscribed` and `suppressed`, end the journey. */
export type Withheld =
  | "no address"
  | "no consent"
  | "topic declined"
  | "unsubscribed"
  | "suppressed"
  /** The cap of the shop, of the message's topic, of its campaign. */
  | "too many"
  | "too many of the topic"
  | "too many of the campaign"
  /** Every customer gets one survey in so long. */
  | "surveyed lately"
  /** A campaign of higher priority wants the last place. */
  | "gave way"
  /** Outside of hours and days, and not to be deferred. */
  | "closed"
  /** The day's ceiling of a warm-up was reached, for too long. */
  | "warming up"
  | "too late"
  | "template fault"
  | "refused";

/** A registered interest, holding the token of a waiting state. */
export type Wait = {
  enrollment: string;
  campaign: string;
  step: string;
  token: string;
  target: WaitTarget;
  /** The event that started the journey answers none of its waits. */
  startedBy: string;
  /** The id of the order that started it: refunds of other orders are no answer. */
  orderId?: string;
  /** The order that started it, when the target's condition may ask for it. */
  order?: Record<string, unknown>;
  /** Events seen from then on count. */
  since: number;
  deadline: number;
};

/** An enrollment that another one took the place of. */
export type Past = Enrollment & {
  /** How the record stood before the write that replaced it: what changed since then is counted from this one. */
  was: { status: Enrollment["status"]; goalMetAt?: number };
};

/** An event that was applied, and what is to be done because of it: a replay does it again, and decides nothing anew. */
export type EventMarker = {
  type: string;
  at: number;
  seen: number;
  facts: Record<string, unknown>;
  effects: Effect[];
  /** Events of our own that follow from it. */
  follows?: ShopEvent[];
};

export type Effect =
  | { do: "start"; campaign: string; enrollment: string }
  | { do: "schedule"; campaign: string; enrollment: string; at: number }
  /** `began`: it has, or may have, an execution; else it has a schedule. */
  | { do: "stop"; campaign: string; version: string; enrollment: string; began: boolean; cause: string }
  | { do: "wake"; token: string }
  /** The answer to a survey goes to the message that asked. */
  | { do: "answered"; enrollment: string; step: string; facts: Record<string, number> }
  /** The customer's stage changes by then if nothing happens. */
  | { do: "watch stage"; at: number; to?: Stage }
  /** What a conversion brought is taken back. */
  | { do: "revoke"; enrollment: string };

/** An item for the table: the key and the record. Records hold JSON values only. */
export function toItem(key: Key, record: object): Item {
  return { ...record, ...key } as Item;
}

/** Nobody changed the record since it was read; undefined: nobody created it. */
export function unchanged(read: { rev: number } | undefined): Condition {
  return read === undefined ? { absent: true } : { equals: { rev: read.rev } };
}

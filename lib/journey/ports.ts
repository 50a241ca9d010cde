import type { ShopEvent } from "../campaign/events.ts";
import type { SurveyKind } from "../campaign/holds.ts";
import type { Shop } from "../campaign/shop.ts";
import type { ExecutionInput, Rules } from "../compiler/compiled.ts";
import type { Table } from "../store/table.ts";
import type { Caller, Team } from "./outside.ts";

/** What every journey function needs from outside. Times are epoch milliseconds. */
export interface Core {
  table: Table;
  executions: Executions;
  tokens: Tokens;
  schedules: Schedules;
  log: Log;
  now(): number;
}

/** Everything there is. */
export interface Deps extends Core {
  mailer: Mailer;
  templates: Templates;
  shop: Shop;
  /** The start rules of the campaigns that are on. */
  campaigns: readonly Rules[];
  links: Links;
  addresses: Addresses;
  volume: Volume;
  door: Door;
  caller: Caller;
  team: Team;
}

/** What one function needs, so that its bundle and its role carry no more. */
export type With<Part extends keyof Deps> = Core & Pick<Deps, Part>;
export type EnrollDeps = With<"shop" | "campaigns">;
export type SendDeps = With<"shop" | "mailer" | "templates" | "links" | "addresses">;
export type ActDeps = With<"shop" | "caller" | "team">;

/** Runs of compiled machines. */
export interface Executions {
  /** Starts the machine of this campaign and version under this name. Starting a name twice is one start. */
  start(campaign: string, version: string, name: string, input: ExecutionInput): Promise<void>;
  /** Ends it wherever it is. Ending one that has ended, or never was, is no fault. */
  stop(campaign: string, version: string, name: string, cause: string): Promise<void>;
}

/** Answers a waiting state. False: nobody waits on this token any more, which is no fault. */
export interface Tokens {
  succeed(token: string, output: Record<string, unknown>): Promise<boolean>;
  fail(token: string, error: string, cause: string): Promise<boolean>;
}

/** One-time schedules that call `begin`. */
export interface Schedules {
  /** Setting a name again replaces its time. A time gone by is due at once. */
  set(name: string, at: number, what: { customer: string; campaign: string; enrollment: string }): Promise<void>;
  /** Cancelling what is not there is no fault. */
  cancel(name: string): Promise<void>;
}

export interface Mail {
  /** Names the send: engagement comes back under it. */
  sendId: SendId;
  campaign: string;
  template: string;
  /** The bare address; what people read beside it is `fromName`. */
  from: string;
  fromName: string;
  /** Where answers go, when not to `from`. */
  replyTo?: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

/** The three words that find a send in the table. */
export interface SendId {
  customer: string;
  enrollment: string;
  step: string;
}

export interface Mailer {
  /**
   * Hands one message over. Throws {@link NotSent} when it surely was not taken (throttled, refused);
   * any other error leaves that open.
   */
  send(mail: Mail): Promise<{ messageId: string }>;
  /**
   * Whether a message was taken whose answer got lost. SES cannot tell; the local inbox can. "never" is a promise that no try is
   * under way any more: the message is tried again at once.
   */
  wasSent(sendId: SendId): Promise<"sent" | "never" | "unknown">;
}

/** The message surely was not taken. With `forGood`, trying again would not help. */
export class NotSent extends Error {
  override name = "NotSent";
  readonly forGood: boolean;
  constructor(message: string, forGood: boolean) {
    super(message);
    this.forGood = forGood;
  }
}

export interface Templates {
  /** Throws {@link TemplateFault} when this template cannot be rendered with this data. */
  render(template: string, locale: string, data: TemplateData): Promise<Rendered>;
}

export class TemplateFault extends Error {
  override name = "TemplateFault";
}

export interface Rendered {
  subject: string;
  html: string;
  text: string;
  /** The variant that was used. */
  locale: string;
}

/** What a template can say. The names are the ones that `validate` knows. */
export interface TemplateData {
  customer: {
    id: string;
    firstName?: string;
    lastName?: string;
    email: string;
    locale: string;
    timeZone: string;
    country?: string;
    orders: number;
    spent: Record<string, number>;
    firstOrderAt?: string;
    lastOrderAt?: string;
    tags: string[];
    attributes: Record<string, string | number | boolean>;
    stage?: string;
    referrals: number;
  };
  /** The order that started the journey, when a purchase did. */
  order?: unknown;
  /** The data of the custom event that started the journey. */
  event?: unknown;
  with: Record<string, string | number | boolean>;
  /** In the message of a survey step: the page, and the page with each score chosen. */
  survey?: { kind: SurveyKind; url: string; choices: { score: number; url: string }[] };
  /** In the message of a referral step. */
  referral?: { code: string; url: string };
  /** The coupon that the journey gave last. `until` in ISO 8601. */
  coupon?: { name: string; code: string; until?: string };
  shop: { name: string; url: string; address: string };
  /** Where the customer says no, chooses what to get, and confirms a yes. */
  links: { unsubscribe: string; preferences: string; confirm: string };
  /** When the message is written, ISO 8601. */
  now: string;
}

/** Links for messages. None carries personal data; whoever has one can act for the customer, and for nobody else. */
export interface Links {
  /** The page where this customer can say no; it knows over which message. */
  unsubscribe(message: SendId): string;
  /** The page where this customer chooses topics and says yes, from the mailbox of this address (a hash of {@link Addresses}). */
  preferences(customer: string, address: string): string;
  /** The page where a yes is confirmed, by whoever reads the mailbox of this address (a hash of {@link Addresses}). */
  confirm(customer: string, address: string): string;
  /** The page where this message's question is answered. */
  survey(message: SendId): string;
  /** The way to the shop for whoever got this code from a customer. */
  referral(code: string): string;
  /** A link that no person sees: whoever follows it is a machine. */
  hidden(): string;
}

/** Names addresses without telling them. */
export interface Addresses {
  /** The same for every spelling of an address; worthless to whoever does not have the key. */
  hash(email: string): string;
}

/** How much is sent. */
export interface Volume {
  /** Messages of all campaigns that went out since then (epoch milliseconds); it may be minutes behind. */
  sentSince(at: number): Promise<number>;
}

/** The shop's own door. */
export interface Door {
  /** Stores an event, once for its id: what follows from it follows later. */
  put(event: ShopEvent): Promise<void>;
}

/** One line of JSON. Never an address or a name. */
export type Log = (level: "info" | "warn" | "error", message: string, facts: Record<string, unknown>) => void;

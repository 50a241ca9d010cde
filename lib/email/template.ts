import type { Order } from "../campaign/events.ts";
import type { SurveyKind } from "../campaign/holds.ts";

/** The files of one template, as text. */
export interface TemplateSource {
  /** The folder's name: what a campaign's `send` says. */
  name: string;
  /** The folder as the author knows it, `templates/thank-you`. */
  folder: string;
  /** File name inside the folder -> text. */
  files: Readonly<Record<string, string>>;
  /** Files that templates share, `_theme/look.mjml` -> text. Includes find nothing outside of these. */
  shared: Readonly<Record<string, string>>;
}

/** One template, checked and compiled: plain data, so that a bundle can carry it and no MJML is needed to send. */
export interface Template {
  name: string;
  description: string;
  /** Marketing goes only to those who consent. What the customer asked for is transactional, and goes out without consent. */
  kind: "marketing" | "transactional";
  /** One of shop.json's topics; only marketing messages have one. */
  topic?: string;
  /** The one without a language in its file names comes first; it is the one that everybody else gets. */
  variants: [Variant, ...Variant[]];
  /** What campaigns must provide. */
  needs: Needs;
  /** Values for previews, laid over the built-in ones. */
  sample: Sample;
  /** Shares of the messages handed over that a simulation supposes to be opened, clicked and followed by a purchase. */
  rates?: Rates;
}

/** A template in one language. Subject, HTML and text are Liquid. */
export interface Variant {
  /** BCP 47. */
  locale: string;
  subject: string;
  html: string;
  /** Absent when the text cannot be known before the values are: then it is derived from each rendered message. */
  text?: string | undefined;
}

export interface Needs {
  /** Names read as `{{ with.name }}`. */
  with: { required: string[]; known: string[] | "any" };
  /** Reads the purchase that started the journey, and would be broken without one. */
  order: boolean;
  /** Reads the data of the custom event that started the journey. */
  event: boolean;
  /** Reads the links of a survey, the customer's own code, a coupon, and would be broken without. */
  survey?: true;
  referral?: true;
  coupon?: true;
  /** Every language of it has a link to a survey's page; or at least to that page with a score chosen. */
  answersBy?: "page" | "score";
  /** Every language of it tells the customer's own code, or links to what it leads to. */
  invites?: true;
}

export interface Rates {
  opened: number;
  clicked: number;
  bought: number;
  /** Of the messages that ask something. */
  answered?: number | undefined;
}

/** What templates see as `order`: the purchase's order, and when it was. */
export type TemplateOrder = Order & { at: string };

/** The parts of a message's data that a template may set for its own previews. */
interface Sample {
  customer?: Record<string, unknown> | undefined;
  order?: Record<string, unknown> | undefined;
  event?: Record<string, unknown> | undefined;
  with?: Record<string, string | number | boolean> | undefined;
  /** Which kind of survey it is shown as; nps unless given. */
  survey?: { kind: SurveyKind } | undefined;
  coupon?: Record<string, unknown> | undefined;
}

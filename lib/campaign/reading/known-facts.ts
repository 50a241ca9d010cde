import {
  CONSENT_GIVEN,
  COUPON_REDEEMED,
  REFERRAL_CONVERTED,
  REFERRAL_REVERSED,
  STAGE_CHANGED,
  SURVEY_ANSWERED,
} from "../event-facts.ts";
import { GROUPS } from "../holds.ts";

/** What kind of thing a fact is. "any" are the shop's own: a text, a number or true/false. */
export type FactKind = "number" | "text" | "list" | "boolean" | "any";

/** What conditions can ask of the profile, besides `customer.spent.<currency>` and `customer.attributes.<name>`. */
export const CUSTOMER_FACTS: Readonly<Record<string, FactKind>> = {
  orders: "number",
  averageGapDays: "number",
  daysSinceFirstOrder: "number",
  daysSinceLastOrder: "number",
  items: "list",
  tags: "list",
  locale: "text",
  language: "text",
  country: "text",
  timeZone: "text",
  consent: "boolean",
  stage: "text",
  categories: "list",
  referrals: "number",
  referred: "boolean",
  nps: "number",
  npsGroup: "text",
  csat: "number",
};

/** Dates of the profile, which waits can use. nextOrderAt is expected: see ../../journey/until.ts. */
export const PROFILE_DATES: readonly string[] = ["firstOrderAt", "lastOrderAt", "nextOrderAt"];

/** The facts of an order, as `orderFacts` in event-facts.ts gives them. */
export const ORDER_FACTS: Readonly<Record<string, FactKind>> = {
  id: "text",
  total: "number",
  currency: "text",
  quantity: "number",
  coupon: "text",
  referral: "text",
  items: "list",
  categories: "list",
};

/** `orderId` is the friend's order, `referrals` how many friends count now. */
const REFERRAL_FACTS = { orderId: "text", total: "number", currency: "text", referrals: "number" } as const;

/** The facts of standard events and of the engine's own, as `eventFacts` in event-facts.ts gives them. Other events have facts of their own. */
export const EVENT_FACTS: Readonly<Record<string, Readonly<Record<string, FactKind>>>> = {
  purchase: ORDER_FACTS,
  refund: { orderId: "text", amount: "number", currency: "text" },
  profile: {},
  [CONSENT_GIVEN]: { confirmed: "boolean", toConfirm: "boolean", source: "text" },
  [SURVEY_ANSWERED]: { survey: "text", kind: "text", score: "number", group: "text", hasComment: "boolean" },
  [STAGE_CHANGED]: { from: "text", to: "text" },
  [REFERRAL_CONVERTED]: REFERRAL_FACTS,
  [REFERRAL_REVERSED]: REFERRAL_FACTS,
  [COUPON_REDEEMED]: { coupon: "text", campaign: "text", total: "number", currency: "text", late: "boolean" },
};

/** What customers are called by what they bought, as ../../journey/stage.ts finds it. */
const STAGES = ["new", "active", "regular", "champion", "advocate", "at risk", "lapsed"];

/** What texts can be, where only some can be. */
export const CUSTOMER_VALUES: Readonly<Record<string, readonly string[]>> = { stage: STAGES, npsGroup: GROUPS.nps };
export const EVENT_VALUES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [SURVEY_ANSWERED]: { kind: Object.keys(GROUPS), group: [...GROUPS.nps, ...GROUPS.csat] },
  [STAGE_CHANGED]: { from: STAGES, to: STAGES },
};

/** Paths to suggest. */
export const FACT_PATHS: readonly string[] = [
  ...Object.keys(CUSTOMER_FACTS).map((fact) => `customer.${fact}`),
  "customer.spent.USD",
  ...Object.keys(ORDER_FACTS).map((fact) => `order.${fact}`),
];

import fc from "fast-check";
import type { Campaign } from "../../../lib/campaign/campaign.ts";
import type { CustomerPatch } from "../../../lib/campaign/events.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";
import type { TemplateKinds } from "../../../lib/compiler/sending.ts";
import { campaigns, sendings } from "../../arbitraries/campaign.ts";
import { CUSTOM_EVENTS, DECLARED, oddText } from "../../arbitraries/words.ts";

/** A shop, its campaigns, and what happens to its customers. */
export interface Life {
  shop: Shop;
  campaigns: Campaign[];
  /** Epoch milliseconds. */
  start: number;
  happenings: Happening[];
  /** How the readers of messages react. */
  seed: string;
}

export interface Happening {
  /** Minutes since the one before. */
  after: number;
  customer: string;
  what: "purchase" | "refund" | "moves" | "unsubscribes" | "chooses" | Word | (typeof CUSTOM_EVENTS)[number];
  customerPatch: CustomerPatch;
  rating: number;
  place: string;
}

type Word = "says yes" | "confirms" | "says no";

/** Some templates serve the customer, and some have a topic. */
export const KINDS: TemplateKinds = new Map([
  ["thanks", { kind: "transactional" }],
  ["offer", { kind: "marketing", topic: "offers" }],
  ["offer-2", { kind: "marketing", topic: "offers" }],
  ["news", { kind: "marketing", topic: "tips" }],
]);

const ZONES = ["Asia/Bangkok", "America/New_York", "Europe/London", "Pacific/Auckland", "Asia/Kathmandu"];
const timeZone = fc.constantFrom(...ZONES);

const shops: fc.Arbitrary<Shop> = fc.record(
  {
    name: fc.constant("Blue Cup Coffee"),
    url: fc.constant("https://bluecup.example"),
    from: fc.constant("hello@bluecup.example"),
    address: fc.constant("12 Harbor Street, Springfield"),
    timeZone,
    locale: fc.constant("en"),
    currency: fc.constant("USD"),
    consent: fc.oneof(
      { weight: 4, arbitrary: fc.constant("soft-opt-in" as const) },
      fc.constantFrom("strict" as const, "double-opt-in" as const),
    ),
    topics: fc.constant({ offers: { name: "Offers", atMost: "1 per 3 days" }, tips: { name: "Tips", optIn: true } }),
    coupons: fc.constant(DECLARED.coupons),
    webhooks: fc.constant(DECLARED.webhooks),
    sending: sendings,
  },
  {
    requiredKeys: [
      "name",
      "url",
      "from",
      "address",
      "timeZone",
      "locale",
      "currency",
      "consent",
      "topics",
      "coupons",
      "webhooks",
    ],
    noNullPrototype: true,
  },
);

const patch: fc.Arbitrary<CustomerPatch> = fc.record(
  {
    timeZone,
    country: fc.constantFrom("TH", "US"),
    attributes: fc.record(
      {
        renewsOn: fc.constantFrom("2026-04-02", "2026-12-24", "2025-01-01", "soon"),
        birthday: fc.constantFrom("1990-02-28", "2000-02-29", "1984-11-01"),
        roast: oddText,
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const happening: fc.Arbitrary<Happening> = fc.record({
  after: fc.oneof(fc.nat({ max: 90 }), fc.nat({ max: 20 * 24 * 60 })),
  customer: fc.constantFrom("ann", "ann", "bob", "dan", "eve"),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant("purchase" as const) },
    { weight: 6, arbitrary: fc.constantFrom(...CUSTOM_EVENTS) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Happening["what"]>("refund", "moves", "unsubscribes", "says no", "says yes"),
    },
    { weight: 2, arbitrary: fc.constantFrom<Happening["what"]>("says yes", "confirms", "chooses") },
  ),
  customerPatch: patch,
  rating: fc.integer({ min: 0, max: 20 }),
  place: oddText,
});

export const lives: fc.Arbitrary<Life> = fc.record({
  shop: shops,
  campaigns: fc.oneof(
    campaigns().map((one) => [one]),
    fc.tuple(campaigns(), campaigns("other")).map(([one, other]) => [one, other]),
  ),
  // Clocks change within weeks of each of these somewhere.
  start: fc.constantFrom("2026-01-01T12:00:00Z", "2026-03-20T23:10:00Z", "2026-10-20T06:00:00Z").map(Date.parse),
  happenings: fc.array(happening, { minLength: 1, maxLength: 30, size: "medium" }),
  seed: fc.string(),
});

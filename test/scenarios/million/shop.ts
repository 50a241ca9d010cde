import { type Campaign, campaignSchema } from "../../../lib/campaign/campaign.ts";
import { type Shop, shopSchema } from "../../../lib/campaign/shop.ts";
import { compile } from "../../../lib/compiler/compile.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import type { TemplateKinds } from "../../../lib/compiler/sending.ts";

/*
 * A shop that uses every way to say when and how often messages go out, and that its customers find hard to please. What is
 * written here is what the checker goes by, too: it reads these words by itself.
 */

export const CONSENTS = ["soft-opt-in", "strict", "double-opt-in"] as const;

export function shopWith(consent: Shop["consent"]): Shop {
  return shopSchema.parse({
    name: "Blue Cup Coffee",
    url: "https://bluecup.example",
    from: "hello@bluecup.example",
    address: "12 Harbor Street, Springfield",
    timeZone: "Asia/Bangkok",
    locale: "en",
    currency: "USD",
    consent,
    topics: {
      offers: { name: "Offers", atMost: "2 per 10 days" },
      tips: { name: "Tips", atMost: "3 per 7 days" },
      parties: { name: "Parties", optIn: true },
    },
    sending: { hours: "09:00-20:00", notOn: ["03-17", "2026-04-03"], atMost: "4 per 7 days" },
    softBounces: "4 per 30 days",
  });
}

export const KINDS: TemplateKinds = new Map([
  ["receipt", { kind: "transactional" }],
  ["thanks", { kind: "marketing", topic: "tips" }],
  ["guide", { kind: "marketing", topic: "tips" }],
  ["offer", { kind: "marketing", topic: "offers" }],
  ["photo", { kind: "marketing", topic: "offers" }],
  ["vip", { kind: "marketing", topic: "offers" }],
  ["news", { kind: "marketing" }],
  ["party", { kind: "marketing", topic: "parties" }],
  ["night", { kind: "marketing" }],
]);

const again = "always";
const AUTHORED: Omit<Campaign, "name">[] = [
  { id: "receipts", start: { on: "purchase", again }, steps: [{ send: "receipt" }] },
  {
    id: "thank-you",
    start: { on: "purchase", again },
    steps: [
      { send: "thanks" },
      { waitFor: { clicked: "thanks" }, within: "3 days", then: [{ send: "guide" }], else: [{ wait: "1 day" }] },
      { send: "news" },
    ],
  },
  {
    id: "win-back",
    priority: "high",
    start: { on: "purchase", again },
    stop: [{ on: "purchase" }],
    sending: {
      atMost: "2 per 14 days",
      days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
      lateAfter: "24 hours",
    },
    steps: [
      { wait: "9 days" },
      {
        branch: [
          { if: { "customer.orders": { atLeast: 3 } }, steps: [{ send: "vip" }] },
          {
            steps: [
              {
                split: [
                  { name: "plain", weight: 1, steps: [{ send: "offer" }] },
                  { name: "photo", weight: 1, steps: [{ send: "photo" }] },
                ],
              },
            ],
          },
        ],
      },
      { wait: "4 days" },
      { send: "night", id: "second" },
    ],
  },
  {
    id: "newsletter",
    priority: "low",
    start: { on: "newsletter", again },
    sending: { atMost: "1 per 5 days", ifTooMany: "defer", lateAfter: "3 days" },
    steps: [{ send: "news" }],
  },
  {
    id: "parties",
    start: { on: "newsletter", again },
    sending: { hours: "20:00-02:00", days: ["friday", "saturday"], lateAfter: "6 days", ifTooMany: "defer" },
    steps: [{ send: "party" }],
  },
  {
    id: "night-owls",
    start: { on: "newsletter", again },
    sending: { hours: "22:00-06:30", ifClosed: "drop" },
    steps: [{ wait: "7 hours" }, { send: "night" }, { wait: "1 day" }, { send: "offer" }],
  },
];

export const CAMPAIGNS: Campaign[] = AUTHORED.map((one) => campaignSchema.parse({ name: one.id, ...one }));

export function campaignsOf(shop: Shop): Compiled[] {
  return CAMPAIGNS.map((campaign) => compile(campaign, shop, KINDS));
}

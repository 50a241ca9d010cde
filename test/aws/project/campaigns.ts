import { type Campaign, campaignSchema } from "../../../lib/campaign/campaign.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";

type Authored = Pick<Campaign, "id" | "steps"> & Partial<Campaign>;

/** A campaign that starts on an event of its own, so that no other test's purchase starts it. */
function given(authored: Authored): Campaign {
  const { id } = authored;
  return campaignSchema.parse({ name: `The ${id}`, start: { on: `${id}-begun` }, ...authored });
}

/** A message, then what follows a click on it or three days of silence. */
const asks: Campaign["steps"] = [
  { send: "hello" },
  { waitFor: { clicked: "hello" }, within: "3 days", then: [{ send: "guide" }], else: [{ send: "reminder" }] },
];

const WELCOME = given({ id: "welcome", stop: [{ on: "purchase", outcome: "bought" }], steps: asks });
const NEWSLETTER = given({ id: "newsletter", steps: [{ send: "hello" }, { send: "guide" }] });
const CAPPED = given({
  id: "capped",
  sending: { atMost: "1 per 7 days" },
  steps: [{ send: "hello" }, { send: "guide" }],
});
const COMPARED = given({
  id: "compared",
  goal: { on: "purchase", within: "30 days" },
  holdout: "50%",
  steps: [{ send: "hello" }],
});
/** On its way for longer than any test. */
const COURSE = given({ id: "course", steps: [{ send: "hello" }, { wait: "200 days" }, { send: "guide" }] });

/** Campaigns that are edited while people are in them. `part` is what their messages say, `more` what the news say besides. */
export const TOUR = (part: string, more: Record<string, string> = {}): Campaign =>
  given({
    id: "tour",
    steps: [
      { send: "tour-hello", with: { part } },
      {
        waitFor: { on: "tour-done" },
        within: "300 days",
        then: [{ send: "tour-news", with: { part, ...more } }, { send: "tour-thanks" }],
      },
    ],
  });
export const TRIP = (part: string): Campaign =>
  given({ id: "trip", steps: [{ wait: "2 days" }, { send: "tour-hello", with: { part } }] });
export const FAIR = given({
  id: "fair",
  steps: [{ send: "hello" }, { waitFor: { on: "fair-over" }, within: "300 days", then: [{ send: "guide" }] }],
});

/** The kinds of steps that no campaign of the library has. */
const EVERY_STEP = given({
  id: "every-step",
  sending: { atMost: "9 per 7 days" },
  steps: [
    { send: "hello" },
    { wait: "2 days" },
    { tag: "met" },
    { webhook: "crm", with: { met: true } },
    { wait: "20 minutes" },
    { wait: { until: "09:30" } },
    { waitFor: { on: "arrived" }, within: "7 days", id: "arrival", else: [{ exit: "never came" }] },
    {
      branch: [
        { if: { "event.kind": "tea" }, steps: [{ send: "guide" }, { wait: "1 day" }] },
        { if: { "event.kind": "water" }, steps: [] },
      ],
    },
    {
      branch: [
        {
          if: { all: [{ "customer.tags": { contains: "met" } }, { clicked: "hello" }] },
          steps: [{ send: "reminder" }, { exit: "keen" }],
        },
        {
          steps: [
            {
              split: [
                { name: "one", weight: 50, steps: [{ send: "guide", id: "split-guide" }, { wait: "1 day" }] },
                { name: "other", weight: 50, steps: [{ tag: "other" }] },
              ],
            },
          ],
        },
      ],
    },
    { exit: "done" },
  ],
});

/** Coupons with and without another way, some of which have codes. */
const GIFTS = given({
  id: "gifts",
  steps: [
    { coupon: "thanks-10", atMost: 1000 },
    {
      branch: [
        { if: { "event.kind": "lucky" }, steps: [{ coupon: "few", else: [{ exit: "no few left" }] }] },
        { steps: [{ coupon: "none", else: [{ alert: "Nobody gets one of none" }, { send: "reminder" }] }] },
      ],
    },
    { send: "guide" },
    { coupon: "none", id: "last" },
    { send: "hello" },
  ],
});
/** A system of the shop, and the team, are told of somebody. */
const TOLD = given({
  id: "told",
  steps: [{ webhook: "crm", with: { why: "a test" } }, { alert: "Somebody is to be told of" }],
});

/** What shop.json has besides: a pool that gets codes and one that has none; a system whose address is for documents alone. */
export const DECLARED: Pick<Shop, "coupons" | "webhooks"> = {
  coupons: { few: { pool: true, warnBelow: 1 }, none: { pool: true } },
  webhooks: { crm: { url: "https://192.0.2.1:8443/hooks" } },
};
/** Codes of the pool that gets some. */
export const FEW = ["FEW-ONE-1", "FEW-TWO-2", "FEW-THREE-3", "FEW-FOUR-4"];

/** What templates say that the repository's library has not. */
export const TEXTS: Record<string, string> = {
  hello: "Hello {{ customer.firstName | default: 'there' }}",
  guide: "A guide",
  reminder: "A reminder",
  "tour-hello": "Hello from part {{ with.part }}",
  "tour-news": "News of part {{ with.part }}",
  "tour-thanks": "Thanks for comming",
};

export const CAMPAIGNS: readonly Campaign[] = [
  WELCOME,
  NEWSLETTER,
  CAPPED,
  COMPARED,
  COURSE,
  EVERY_STEP,
  GIFTS,
  TOLD,
  TOUR("one"),
  TRIP("one"),
  FAIR,
];

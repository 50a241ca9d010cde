import fc from "fast-check";
import type { Declarations } from "../../lib/campaign/checks/declared.ts";

/** Two end in a number, like the keys that the compiler makes. */
export const TEMPLATES = ["hello", "offer", "offer-2", "guide", "photo", "thanks", "wait-2", "news"];

/** What survey and referral steps send. */
export const SURVEYS = ["how-likely", "how-satisfied", "tell-us"];
export const REFERRALS = ["bring-a-friend", "survey-1"];
export const ALL_TEMPLATES = [...TEMPLATES, ...SURVEYS, ...REFERRALS];

/** What the shop declares. */
export const DECLARED: Declarations = {
  coupons: { "thanks-10": { pattern: "THANKS-########", validFor: "30 days" }, "coupon-1": { pool: true } },
  webhooks: { crm: { url: "https://crm.shop.example/hooks" }, "webhook-2": { url: "https://till.shop.example" } },
  events: {
    "delivery.completed": { data: { rating: { type: "number" }, place: { type: "text" }, late: { type: "boolean" } } },
  },
};

/** Some look like keys that the compiler makes by itself. None is a template. */
export const IDS = [
  "first-try",
  "second-try",
  "hello-2",
  "branch-1",
  "tag-1",
  "wait-1",
  "waitFor",
  "last",
  "coupon-2",
].map((id) => id.toLowerCase());

/** An event that starts some campaigns and ends some waits, besides purchases and refunds. */
export const CUSTOM_EVENTS = ["delivery.completed", "review.posted"] as const;

/** Events that our pages send, and events of the engine's own. */
export const OTHER_EVENTS = ["survey.answered", "stage.changed", "referral.converted", "coupon.redeemed"] as const;

/** Whatever a person may type: quotes, brackets, other scripts, emoji, what Mermaid and JSONata read as their own. */
export const oddText = fc.oneof(
  fc.constantFrom(
    'said "no"',
    "<b>|]})",
    "ไม่สนใจแล้ว",
    "🎉 gone 👩‍👩‍👧",
    "{% $x %}",
    "#quot; & &lt;",
    "two\nlines",
    "a --> b",
    "end",
    "${SendQueueUrl}",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => text.length <= 50),
);

/** What an alert may say: one line. */
export const oddLine = oddText.filter((text) => text.trim() !== "" && !/\p{Cc}/u.test(text));

export const duration = fc.constantFrom("20 minutes", "5 hours", "1 day", "36 hours", "3 days", "1 week", "2 weeks");
export const timeOfDay = fc.constantFrom("00:00", "07:15", "09:30", "23:45");

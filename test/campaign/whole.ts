import type { Declarations } from "../../lib/campaign/checks/declared.ts";

/** A campaign that uses most of the language, for tests. */
export const WHOLE = {
  $schema: "../schema/campaign.schema.json",
  id: "win-back",
  name: "Win back quiet customers",
  note: "Agreed with Ann.",
  stage: "retention",
  start: { on: "purchase", if: { "order.total": { atLeast: 20 } }, again: "after 90 days" },
  stop: [{ on: "purchase", outcome: "won back" }, { on: "refund" }],
  goal: { on: "purchase", if: { "event.total": { moreThan: 0 } }, within: "30 days" },
  holdout: "10%",
  sending: { hours: "09:00-20:00", atMost: "2 per 7 days", lateAfter: "12 hours" },
  steps: [
    { wait: "60 days" },
    { wait: { until: "customer.attributes.renewsOn", at: "10:00", offset: "7 days before", yearly: false } },
    { send: "we-miss-you", with: { percent: 15, code: "BACK", loud: false } },
    {
      waitFor: { clicked: "we-miss-you" },
      within: "3 days",
      then: [{ tag: "warm" }],
      else: [
        {
          branch: [
            {
              if: {
                any: [{ "customer.orders": { atLeast: 5 } }, { not: { "customer.tags": { contains: "wholesale" } } }],
                "customer.country": { in: ["TH", "VN"] },
              },
              steps: [{ send: "vip-offer", id: "offer" }],
            },
            {
              steps: [
                {
                  split: [
                    { name: "plain", weight: 50, steps: [{ send: "come-back" }] },
                    { name: "photo", weight: 50, steps: [{ send: "come-back-photo" }, { exit: "photo sent" }] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    {
      waitFor: { on: "delivery.completed", if: { "event.rating": { atLeast: 4 } } },
      within: "2 days",
    },
    { branch: [{ if: { "customer.attributes.roast": "dark" }, steps: [{ tag: "dark-roast" }] }] },
    { wait: { until: "customer.nextOrderAt", offset: "3 days before" } },
    { survey: "how-likely", kind: "nps", with: { loud: true } },
    { waitFor: { answered: "how-likely" }, within: "7 days" },
    {
      branch: [
        {
          if: { promoter: "how-likely", "customer.stage": { in: ["regular", "champion"] } },
          steps: [
            { coupon: "thanks-10", atMost: 500, else: [{ exit: "no codes left" }] },
            { referral: "bring-a-friend", with: { percent: 10 } },
          ],
        },
        {
          if: { detractor: "how-likely" },
          steps: [
            { alert: "A detractor answered", comment: true },
            { webhook: "crm", with: { mood: "bad" } },
          ],
        },
      ],
    },
  ],
};

export const TEMPLATES = ["bring-a-friend", "come-back", "come-back-photo", "how-likely", "vip-offer", "we-miss-you"];

/** What the shop of these tests declares. */
export const DECLARED: Declarations = {
  coupons: { "thanks-10": { pattern: "THANKS-########", validFor: "30 days" }, "big-20": { pool: true } },
  webhooks: { crm: { url: "https://crm.shop.example/hooks/regulars" } },
  events: {
    "delivery.completed": {
      data: {
        orderId: { type: "text", required: true },
        rating: { type: "number", atLeast: 1, atMost: 5 },
        carrier: { type: "text", oneOf: ["bike", "van"] },
        late: { type: "boolean" },
      },
    },
  },
};

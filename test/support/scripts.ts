import { ASKS, REFILL, WIN_BACK } from "./campaigns.ts";
import { DAY, HOUR, happened, learned, purchase, refund, says } from "./events.ts";
import type { TestWorld, WorldOptions } from "./world.ts";

/** What happens in a shop; between them the scripts take every way through the journeys. */
export interface Script {
  options: WorldOptions;
  customers: string[];
  /** Leaves half a day between things, so that what fails for a while is done before the next. */
  play(shop: TestWorld): Promise<void>;
}

const clicks = async (shop: TestWorld, customer: string, template: string): Promise<void> => {
  // A mailer that loses messages leaves nothing to click on.
  if (shop.mails().includes(`${customer} ${template}`)) await shop.reacts("clicked", customer, template);
};

export const SCRIPTS: Record<string, Script> = {
  "a click, a tag, a purchase that converts": {
    options: {
      campaigns: [
        {
          ...ASKS,
          goal: { on: "purchase", within: "30 days" },
          steps: [
            { send: "hello" },
            {
              waitFor: { clicked: "hello" },
              within: "3 days",
              then: [{ tag: "keen" }, { send: "guide" }, { wait: "2 days" }, { send: "more" }, { wait: "5 days" }],
            },
          ],
        },
      ],
    },
    customers: ["ann"],
    async play(shop) {
      await shop.tells(purchase("ann"));
      await shop.passes(DAY);
      await clicks(shop, "ann", "hello");
      await shop.passes(4 * DAY);
      await shop.tells(purchase("ann", { at: shop.now(), order: { total: 5.5 } }));
      await shop.passes(30 * DAY);
    },
  },
  "a message held for the morning, an event awaited, a question asked": {
    options: {
      shop: { sending: { hours: "09:00-11:30" } },
      campaigns: [
        {
          steps: [
            { send: "hello" },
            { waitFor: { on: "delivery" }, within: "7 days", then: [], else: [{ exit: "never came" }] },
            { wait: { until: "monday", at: "10:00" } },
            {
              branch: [
                { if: { "customer.orders": { atLeast: 2 } }, steps: [{ send: "again" }] },
                { steps: [{ exit: "once" }] },
              ],
            },
          ],
        },
      ],
    },
    customers: ["ann", "bob"],
    async play(shop) {
      await shop.tells(purchase("ann"));
      await shop.tells(purchase("bob"));
      await shop.passes(2 * DAY);
      await shop.tells(happened("delivery", "ann", { at: shop.now() }));
      await shop.tells(purchase("ann", { at: shop.now() + HOUR }));
      await shop.passes(30 * DAY);
    },
  },
  "journeys that purchases stop and start": {
    options: { campaigns: [REFILL, WIN_BACK] },
    customers: ["ann"],
    async play(shop) {
      await shop.tells(purchase("ann", { order: { id: "o-1" } }));
      await shop.passes(26 * DAY);
      await shop.tells(purchase("ann", { at: shop.now(), order: { id: "o-2", items: [{ sku: "ESP" }] } }));
      await shop.passes(5 * DAY);
      await shop.tells(refund("ann", "o-2", { at: shop.now(), amount: 10.1 }));
      await shop.passes(90 * DAY);
    },
  },
  "everybody says no": {
    options: { campaigns: [ASKS, WIN_BACK] },
    customers: ["ann", "bob", "cid", "dan"],
    async play(shop) {
      for (const customer of ["ann", "bob", "cid", "dan"]) await shop.tells(purchase(customer));
      await shop.passes(DAY);
      await shop.unsubscribes("ann");
      await shop.tells(learned("bob", says(false, shop.now()), { at: shop.now() }));
      if (shop.mails().includes("cid hello")) {
        await shop.engages({ fact: "complained", message: shop.sendId("cid", "hello"), at: shop.now() });
      }
      if (shop.mails().includes("dan hello")) {
        await shop.engages({ fact: "bounced", message: shop.sendId("dan", "hello"), at: shop.now(), kind: "hard" });
      }
      await shop.passes(90 * DAY);
    },
  },
  "a limit, and an address that somebody else's bounce spoilt": {
    options: {
      campaigns: [
        {
          id: "one",
          sending: { atMost: "1 per 2 days" },
          steps: [{ send: "a" }, { wait: "1 day" }, { send: "b" }, { wait: "5 days" }, { send: "c" }],
        },
      ],
    },
    customers: ["ann", "bob"],
    async play(shop) {
      for (const customer of ["ann", "bob"]) {
        await shop.tells(purchase(customer, { customer: { email: "both@mail.example" } }));
      }
      await shop.passes(3 * DAY);
      if (shop.mails().includes("ann a")) {
        await shop.engages({ fact: "bounced", message: shop.sendId("ann", "a"), at: shop.now(), kind: "hard" });
      }
      await shop.passes(30 * DAY);
    },
  },
};

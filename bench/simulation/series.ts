import { campaignSchema } from "../../lib/campaign/campaign.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import { compile } from "../../lib/compiler/compile.ts";
import { createAddresses } from "../../lib/journey/addresses.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { createVirtualClock } from "../../lib/local/clock.ts";
import { createDueQueue } from "../../lib/local/due.ts";
import { memoryStore } from "../../lib/local/states/rows/memory/store.ts";
import { createWorld } from "../../lib/local/world.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import type { Table } from "../../lib/store/table.ts";
import { FIXED } from "./measure.ts";

const START = Date.UTC(2030, 0, 1, 12);
const DAY = 86_400_000;
const WAIT = { wait: "3 days" };

/** Five messages with waits between them: the run that makers of such tools like to publish. */
const SERIES = campaignSchema.parse({
  id: "series",
  name: "Five messages",
  stage: "retention",
  start: { on: "purchase" },
  steps: ["one", "two", "three", "four", "five"].flatMap((name, index) =>
    index === 0 ? [{ send: name }] : [WAIT, { send: name }],
  ),
});

/** Runs so many customers through the series, nobody of whom reacts. Answers transitions and the seconds they took. */
export async function series(
  shop: Shop,
  customers: number,
  through: (table: Table) => Table = (table) => table,
): Promise<{ transitions: number; messages: number; seconds: number }> {
  const clock = createVirtualClock(START);
  let [transitions, messages] = [0, 0];
  const { deps, loop } = createWorld({
    store: memoryStore(),
    table: through(createMemoryTable()),
    clock,
    queue: createDueQueue(),
    random: () => 0.5,
    campaigns: [compile(SERIES, shop)],
    shop,
    templates: FIXED,
    links: {
      unsubscribe: ({ customer }) => `${shop.url}/unsubscribe/${customer}`,
      preferences: (customer) => `${shop.url}/preferences/${customer}`,
      confirm: (customer) => `${shop.url}/confirm/${customer}`,
      survey: ({ customer }) => `${shop.url}/survey/${customer}`,
      referral: (code) => `${shop.url}/referral/${code}`,
      hidden: () => `${shop.url}/hidden`,
    },
    addresses: createAddresses("a key that is no secret, for the bench"),
    volume: { sentSince: async () => messages },
    caller: { post: async () => 200 },
    team: { tell: async () => {} },
    door: { put: async (event) => void (await enroll(deps, event)) },
    log: () => {},
    mailer: {
      async send() {
        messages += 1;
        return { messageId: "bench" };
      },
      wasSent: async () => "never",
    },
    hooks: {
      onTransition() {
        transitions += 1;
      },
    },
  });
  const began = performance.now();
  for (let customer = 0; customer < customers; customer += 1) {
    const at = START + customer * 1000;
    await loop.runUntil(at);
    await enroll(deps, {
      type: "purchase",
      eventId: `order-${customer}`,
      customerId: `customer-${customer}`,
      at: new Date(at).toISOString(),
      customer: { email: `customer-${customer}@example.com` },
      order: { id: `${customer}`, total: 30, currency: "USD" },
    });
  }
  await loop.runUntil(START + customers * 1000 + 60 * DAY);
  return { transitions, messages, seconds: (performance.now() - began) / 1000 };
}

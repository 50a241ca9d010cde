import { expect, test } from "vitest";
import { engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { meteredTable } from "../../lib/simulate/metered-table.ts";
import { world } from "../support/world.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The figures of docs/cost.md: what each thing costs in DynamoDB's request units. */
test("each step of a journey costs the reads and writes that docs/cost.md says", async () => {
  const shop = world({
    campaigns: [
      {
        id: "leading",
        steps: [{ wait: "10 days" }, { send: "later" }],
        stop: [{ on: "purchase" }],
        start: { on: "purchase", again: "always" },
      },
      {
        id: "direct",
        start: { on: "signed-up" },
        steps: [
          { send: "hello" },
          { waitFor: { clicked: "hello" }, within: "1 day" },
          { branch: [{ if: { "customer.orders": 1 }, steps: [{ tag: "one" }] }] },
          { send: "plain" },
        ],
      },
    ],
  });
  const usage = { reads: 0, writes: 0 };
  const { table } = shop.deps;
  const counted = async (work: () => Promise<unknown>): Promise<{ reads: number; writes: number }> => {
    Object.assign(usage, { reads: 0, writes: 0 });
    shop.deps.table = meteredTable(table, usage);
    await work();
    shop.deps.table = table;
    return { ...usage };
  };
  const at = (): string => new Date(shop.now()).toISOString();
  const purchase = (eventId: string) => ({
    type: "purchase" as const,
    eventId,
    customerId: "c",
    at: at(),
    order: { id: eventId, total: 10, currency: "USD" },
  });
  const customer = { email: "c@example.com" };

  const profile = { type: "profile" as const, eventId: "p", customerId: "c", at: at(), customer };
  expect(await counted(() => enroll(shop.deps, profile)), "an event with news about the person").toEqual({
    reads: 2,
    writes: 6,
  });
  // Each of them changes the stage, to which nobody listens.
  expect(await counted(() => enroll(shop.deps, purchase("1"))), "a purchase that starts a journey").toEqual({
    reads: 2,
    writes: 8,
  });
  expect(await counted(() => enroll(shop.deps, purchase("2"))), "a purchase that restarts it").toEqual({
    reads: 2,
    writes: 10,
  });
  expect(await counted(() => enroll(shop.deps, purchase("2"))), "a replay").toEqual({ reads: 3, writes: 0 });
  expect(await counted(() => shop.passes(10 * DAY)), "begin, send, finish").toEqual({
    reads: 1 + 6 + 1,
    writes: 1 + 5 + 1,
  });

  await enroll(shop.deps, { type: "signed-up", eventId: "s", customerId: "c", at: at() });
  expect(await counted(() => shop.passes(HOUR)), "a send that waits for a click").toEqual({ reads: 6, writes: 5 });
  const sent = { fact: "sent" as const, message: shop.sendId("c", "hello"), at: shop.now(), messageId: "m" };
  expect(await counted(() => engage(shop.deps, sent)), "the news that a message went out").toEqual({
    reads: 1,
    writes: 0,
  });
  const about = { message: shop.sendId("c", "hello"), at: shop.now() };
  const evidence = { agent: "Mozilla/5.0 (Macintosh)", timed: true };
  const opened = { fact: "opened" as const, ...about, evidence };
  expect(await counted(() => engage(shop.deps, opened)), "an open").toEqual({ reads: 0, writes: 1 });
  const clicked = { ...opened, fact: "clicked" as const, evidence: { ...evidence, link: "https://bluecup.example/" } };
  expect(await counted(() => engage(shop.deps, { ...clicked, look: "first" })), "a click").toEqual({
    reads: 0,
    writes: 1,
  });
  expect(
    await counted(() => engage(shop.deps, { ...clicked, look: "settled" })),
    "a click that has settled, and wakes",
  ).toEqual({ reads: 1, writes: 2 });
  // Asked: contact, profile and enrollment; then the second message and the end.
  expect(await counted(() => shop.passes(HOUR)), "decide, send, finish").toEqual({
    reads: 3 + 6 + 1,
    writes: 1 + 6 + 1,
  });
});

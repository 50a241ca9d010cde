import { expect, test } from "vitest";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { answerLink } from "../../lib/respond/answer.ts";
import { meteredTable } from "../../lib/simulate/metered-table.ts";
import { purchase } from "../support/events.ts";
import type { Authored } from "../support/shop.ts";
import { world } from "../support/world.ts";
import { LINKS } from "./given.ts";

const WAITS: Authored["steps"] = [
  { waitFor: { answered: "how-likely" }, within: "7 days", then: [{ tag: "answers" }] },
];

/** The figures of docs/surveys.md, in DynamoDB's request units; the put into the Events table is one write more. */
test.each([
  ["that a journey waits for", WAITS, 8],
  ["that nobody waits for", [], 7],
] as const)("an answer %s costs the reads and writes that docs/surveys.md says", async (_what, after, writes) => {
  const shop = world({ campaigns: [{ steps: [{ survey: "how-likely" }, ...after] }] });
  await shop.tells(purchase("ann"));
  await shop.passes(1000);
  const usage = { reads: 0, writes: 0 };
  const table = meteredTable(shop.table, usage);
  const counted = async (work: () => Promise<unknown>) => {
    Object.assign(usage, { reads: 0, writes: 0 });
    await work();
    return { ...usage };
  };
  const events: ShopEvent[] = [];
  const put = async (event: ShopEvent) => void events.push(event);
  const ports = { ...shop.deps, table, links: LINKS, say: async () => {}, put };
  const token = LINKS.survey(shop.sendId("ann", "how-likely")).split("/").at(-1) ?? "";
  for (const body of [undefined, "score=9&comment=Fast"]) {
    const cost = await counted(() => answerLink(ports, { way: "s", token, body }));
    expect(cost, body ?? "a look").toEqual({ reads: 2, writes: 0 });
  }
  const [event] = events;
  const taken = await counted(async () => event && enroll({ ...shop.deps, table }, event));
  expect(taken, "taken in").toEqual({ reads: 2, writes });
});

test("a referral link costs no read", async () => {
  const { deps } = world({ campaigns: [] });
  const usage = { reads: 0, writes: 0 };
  const ports = {
    ...deps,
    table: meteredTable(deps.table, usage),
    links: LINKS,
    say: async () => {},
    put: async () => {},
  };
  expect((await answerLink(ports, { way: "r", token: "K7QM2XPA", body: undefined })).status).toBe(302);
  expect(usage).toEqual({ reads: 0, writes: 0 });
});

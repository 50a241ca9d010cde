import { describe, expect, it } from "vitest";
import { createCatalog } from "../../lib/aws/catalog.ts";
import { keys } from "../../lib/journey/keys.ts";
import { hold, pause } from "../../lib/journey/pause.ts";
import { readStatus } from "../../lib/operate/status.ts";
import { givenDoubles } from "../support/doubles.ts";
import { START } from "../support/events.ts";
import { fakeClient } from "./fake-client.ts";
import { givenCatalog } from "./given-catalog.ts";
import { givenStack, OUTPUTS } from "./given-stack.ts";

const DEPTHS: Record<string, number> = { [OUTPUTS.SendQueueUrl]: 3, [OUTPUTS.CallDeadLettersUrl]: 2 };

/** A stack with three campaigns, of which one is on no more, and what was counted on two days. */
async function given() {
  const { deps } = givenDoubles();
  await givenCatalog(deps.table, ["welcome v1", "welcome v2", "old v1", "quiet v1"], { welcome: "v2", quiet: "v1" });
  const count = (campaign: string, day: string, add: Record<string, number>) =>
    deps.table.write({ update: keys.figures(campaign, day), add });
  await count("welcome", "2026-01-01", {
    "|enrolled": 10,
    "|begun": 10,
    "|in version v1": 10,
    "hello|entered": 10,
    "hello|sent": 9,
  });
  await count("welcome", "2026-01-02", {
    "|enrolled": 5,
    "|begun": 5,
    "|in version v1": -6,
    "|in version v2": 5,
    "hello|entered": 5,
    "hello|left: completed": 6,
    "|ended: completed": 6,
  });
  await count("old", "2026-01-01", { "|enrolled": 2, "|begun": 1, "|in version v1": 2 });
  const queues = fakeClient({
    GetQueueAttributesCommand: ({ QueueUrl }) => ({
      Attributes: {
        ApproximateNumberOfMessages: String(DEPTHS[QueueUrl] ?? 0),
        ApproximateNumberOfMessagesNotVisible: "0",
      },
    }),
  });
  return { deps, status: { stack: givenStack(), table: deps.table, catalog: createCatalog(deps), queues } };
}

describe("the status of a stack", () => {
  it("tells of every campaign whether it is on, and who finishes which version", async () => {
    const { status } = await given();
    const { campaigns, queues } = await readStatus(status, {});
    expect(campaigns.map(({ campaign, state, version, people }) => ({ campaign, state, version, people }))).toEqual([
      { campaign: "old", state: "off", version: undefined, people: [{ version: "v1", n: 2 }] },
      { campaign: "quiet", state: "on", version: "v1", people: [] },
      {
        campaign: "welcome",
        state: "on",
        version: "v2",
        people: [
          { version: "v2", n: 5 },
          { version: "v1", n: 4 },
        ],
      },
    ]);
    expect(queues).toEqual({ toSend: 3, send: 0, records: 0, calls: 2 });
  });

  it("adds days up, or those of a span; who waits where is as of now", async () => {
    const { status } = await given();
    const [all] = (await readStatus(status, { only: "welcome" })).campaigns;
    expect(all).toMatchObject({ enrolled: 15, begun: 15, onTheirWay: 9 });
    expect(all?.steps).toMatchObject([{ step: "hello", entered: 15, waiting: 9, message: { sent: 9 } }]);
    const [one] = (await readStatus(status, { only: "welcome", span: { to: "2026-01-01" } })).campaigns;
    expect(one).toMatchObject({ enrolled: 10, onTheirWay: 9 });
    expect(one?.steps).toMatchObject([{ step: "hello", entered: 10, left: [], waiting: 9 }]);
  });

  it("tells since when something is paused, and how many are held", async () => {
    const { deps, status } = await given();
    await pause(deps, { campaign: "welcome" });
    await pause(deps, "all");
    for (const customer of ["ann", "bob"]) {
      const held = { customer, campaign: "welcome", enrollment: `e-${customer}`, token: `t-${customer}`, since: START };
      await deps.table.write({ put: { ...keys.enrollment(customer, held.campaign), id: held.enrollment } });
      await hold(deps, held, { id: held.enrollment } as never);
    }
    const read = await readStatus(status, {});
    const since = new Date(START).toISOString();
    expect(read.allPausedSince).toBe(since);
    expect(read.campaigns.map(({ campaign, pausedSince, held }) => [campaign, pausedSince, held])).toEqual([
      ["old", undefined, 0],
      ["quiet", undefined, 0],
      ["welcome", since, 2],
    ]);
  });

  it("tells how many codes are left of the coupons that shop.json names", async () => {
    const { deps, status } = await given();
    await deps.table.write({ put: { ...keys.pool("big-20"), imported: 500, given: 450 } });
    const coupons = { "big-20": { pool: true, validFor: "14 days" }, made: { pattern: "MADE-########" } } as const;
    expect((await readStatus(status, { coupons })).pools).toEqual([
      { coupon: "big-20", imported: 500, given: 450, left: 50, isLow: true },
    ]);
    expect((await readStatus(status, {})).pools).toEqual([]);
  });

  it("tells how fresh its figures are, by the newest change of any shard", async () => {
    const { deps, status } = await given();
    expect((await readStatus(status, {})).countedThrough).toBeUndefined();
    await deps.table.write({ put: { ...keys.tally("s-1"), sequence: "9", at: START } });
    await deps.table.write({ put: { ...keys.tally("s-2"), sequence: "1", at: START + 1000 } });
    expect((await readStatus(status, {})).countedThrough).toBe(new Date(START + 1000).toISOString());
  });
});

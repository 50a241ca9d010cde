import { describe, expect, it } from "vitest";
import { createCatalog } from "../../lib/aws/catalog.ts";
import { keys } from "../../lib/journey/keys.ts";
import { hold } from "../../lib/journey/pause.ts";
import { pauseNow, readPaused, resumeNow } from "../../lib/operate/pausing.ts";
import { Interrupted } from "../../lib/operate/trouble.ts";
import { givenDoubles } from "../support/doubles.ts";
import { START } from "../support/events.ts";
import { givenCatalog } from "./given-catalog.ts";
import { AT_ONCE } from "./given-time.ts";

async function given() {
  const doubles = givenDoubles();
  const { deps } = doubles;
  await givenCatalog(deps.table, ["welcome v1", "later v1"], { later: "v1" });
  const holds = async (campaign: string, ...people: string[]) => {
    for (const customer of people) {
      const held = { customer, campaign, enrollment: `e-${customer}`, token: `t-${customer}`, since: deps.now() };
      await deps.table.write({ put: { ...keys.enrollment(customer, held.campaign), id: held.enrollment } });
      await hold(deps, held, { id: held.enrollment } as never);
    }
  };
  return { ...doubles, deps: { ...deps, catalog: createCatalog(deps) }, holds };
}

describe("pausing and resuming from outside", () => {
  it("tells since when something is paused; pausing it again keeps its beginning", async () => {
    const { deps, clock } = await given();
    expect(await pauseNow(deps, { campaign: "welcome" })).toBe(START);
    clock.now += 1000;
    expect(await pauseNow(deps, { campaign: "welcome" })).toBe(START);
    expect(await pauseNow(deps, "all")).toBe(START + 1000);
    expect(await readPaused(deps)).toEqual({ all: START + 1000, campaigns: { welcome: START } });
  });

  it("lets people of all campaigns go on, also of those that are no longer on", async () => {
    const { deps, holds, answers } = await given();
    await pauseNow(deps, "all");
    await holds("welcome", "ann");
    await holds("later", "bob");
    expect(await resumeNow(deps, "all", AT_ONCE)).toEqual({
      people: 2,
      isInterrupted: false,
      paused: { campaigns: {} },
    });
    expect([...answers.keys()].sort()).toEqual(["t-ann", "t-bob"]);
  });

  it("goes on with those who are left when it was stopped", async () => {
    const { deps, holds, answers } = await given();
    await pauseNow(deps, { campaign: "later" });
    await holds("later", "ann", "bob", "cid");
    let allowed = 2;
    const stopping = async (): Promise<void> => {
      if (allowed-- === 0) throw new Interrupted("stopped");
    };
    expect(await resumeNow(deps, { campaign: "later" }, stopping)).toMatchObject({ people: 2, isInterrupted: true });
    expect(answers.size).toBe(2);
    expect(await resumeNow(deps, { campaign: "later" }, AT_ONCE)).toMatchObject({ people: 1, isInterrupted: false });
    expect(answers.size).toBe(3);
  });
});

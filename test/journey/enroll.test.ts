import { describe, expect, it } from "vitest";
import { enroll } from "../../lib/journey/enroll.ts";
import { finish } from "../../lib/journey/finish.ts";
import { REFILL, TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { DAY, purchase, START } from "../support/events.ts";
import { Crash, injectFaults } from "../support/faults.ts";
import { enrolledBy } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

const welcome = givenCampaign(TWO_MAILS);
const winBack = givenCampaign(WIN_BACK);
const refill = givenCampaign(REFILL);

describe("enroll", () => {
  it("starts an execution with ids and answers alone, no personal data", async () => {
    const doubles = givenDoubles({ campaigns: [welcome] });
    await enroll(doubles.deps, purchase("c-1", { customer: { email: "ann@mail.example", firstName: "Ann" } }));
    const name = enrolledBy("c-1");
    expect(doubles.started).toEqual([
      {
        name,
        input: { enrollment: name, customer: "c-1", campaign: "welcome", version: welcome.rules.version, answers: {} },
      },
    ]);
  });

  it("sets a schedule in place of an execution for a leading wait", async () => {
    const doubles = givenDoubles({ campaigns: [winBack] });
    const led = await enroll(doubles.deps, purchase("ann"));
    expect(doubles.started).toEqual([]);
    expect([...doubles.schedules]).toEqual([[enrolledBy("ann", "win-back"), START + 60 * DAY]]);
    expect(led.enrolled).toEqual([
      {
        campaign: "win-back",
        enrollment: enrolledBy("ann", "win-back"),
        holdout: false,
        begins: "2026-03-02T12:00:00.000Z",
      },
    ]);
  });

  it("does what a crash cut off when the event comes again, and decides nothing anew", async () => {
    const doubles = givenDoubles({ campaigns: [welcome, winBack] });
    const { deps } = doubles;
    const faults = injectFaults(deps);
    await enroll(givenDoubles({ campaigns: [welcome, winBack] }).deps, purchase("ann"));
    // The first call outside of the table.
    faults.plan.push({ call: 4, when: "before" });
    await expect(enroll(deps, purchase("ann"))).rejects.toThrow(Crash);
    expect(faults.trace[3]).toBe("executions.start");
    deps.campaigns = [];
    expect(await enroll(deps, purchase("ann"))).toMatchObject({ applied: false, enrolled: [] });
    expect(doubles.started).toHaveLength(1);
    expect(doubles.schedules.size).toBe(1);
    expect((await recordsOf(deps.table).profile("ann")).orders).toBe(1);
  });

  it("starts nothing by a replay that comes after the journey has ended, when its name is free again", async () => {
    const over = givenDoubles({ campaigns: [welcome] });
    await enroll(over.deps, purchase("ann"));
    await finish(over.deps, {
      customer: "ann",
      campaign: "welcome",
      enrollment: enrolledBy("ann"),
      status: "SUCCEEDED",
    });
    over.started.length = 0;
    await enroll(over.deps, purchase("ann"));
    expect(over.started).toEqual([]);
  });

  it("schedules nothing by a replay that comes after the journey was stopped", async () => {
    const doubles = givenDoubles({ campaigns: [refill] });
    await enroll(doubles.deps, purchase("ann"));
    await enroll(doubles.deps, purchase("ann", { at: START + DAY }));
    doubles.schedules.clear();
    await enroll(doubles.deps, purchase("ann"));
    expect(doubles.schedules.size).toBe(0);
  });

  it("takes a journey that a stop has replaced off the schedule and puts the next one on", async () => {
    const doubles = givenDoubles({ campaigns: [refill] });
    await enroll(doubles.deps, purchase("ann"));
    const led = await enroll(doubles.deps, purchase("ann", { at: START + DAY }));
    expect(led).toMatchObject({
      ended: [{ campaign: "refill", outcome: "reordered" }],
      enrolled: [{ campaign: "refill" }],
    });
    expect([...doubles.schedules.values()]).toEqual([START + 26 * DAY]);
    // There is no execution to stop, and Step Functions takes few stops a second.
    expect(doubles.stopped).toEqual([]);
  });

  it("ends what nobody heard the end of, when another enrollment takes its place", async () => {
    const again = givenCampaign({ ...TWO_MAILS, start: { on: "purchase", again: "always" } });
    const { deps, clock } = givenDoubles({ campaigns: [again] });
    await enroll(deps, purchase("ann"));
    clock.now = START + 400 * DAY;
    await enroll(deps, purchase("ann", { at: clock.now }));
    const [past] = await recordsOf(deps.table).past("ann");
    expect(past).toMatchObject({ status: "ended", outcome: "unknown" });
  });

  it("writes a profile without an address for an event that names none", async () => {
    const { deps } = givenDoubles({ campaigns: [welcome] });
    const { customer, ...anonymous } = purchase("ann");
    await enroll(deps, anonymous);
    expect(customer).toBeDefined();
    await expect(recordsOf(deps.table).contact("ann")).rejects.toThrow("no a contact");
    expect((await recordsOf(deps.table).profile("ann")).orders).toBe(1);
  });

  it("begins again from what another process left, when both changed the same customer", async () => {
    const { deps } = givenDoubles({ campaigns: [welcome] });
    const { transact } = deps.table;
    let raced = false;
    deps.table.transact = async (actions) => {
      if (!raced) {
        raced = true;
        await enroll({ ...deps, table: { ...deps.table, transact } }, purchase("ann", { at: START + 1 }));
      }
      return transact(actions);
    };
    const led = await enroll(deps, purchase("ann"));
    expect(led.passed).toEqual([{ campaign: "welcome", why: "already in it" }]);
    expect((await recordsOf(deps.table).profile("ann")).orders).toBe(2);
  });

  it("says which event could not be taken in when others never stop changing the customer", async () => {
    const { deps } = givenDoubles({ campaigns: [welcome] });
    const { transact } = deps.table;
    let other = 0;
    const rival = { ...deps, table: { ...deps.table, transact } };
    deps.table.transact = async (actions) => {
      await enroll(rival, purchase("ann", { at: START + ++other }));
      return transact(actions);
    };
    await expect(enroll(deps, purchase("ann"))).rejects.toThrow(/event purchase-ann-.* changed 20 times in a row/);
  });
});

import { describe, expect, it } from "vitest";
import { enroll } from "../../lib/journey/enroll.ts";
import { type ExecutionEnd, finish } from "../../lib/journey/finish.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { DAY, purchase, START } from "../support/events.ts";
import { enrolledBy } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

const end = { customer: "ann", campaign: "welcome", enrollment: enrolledBy("ann") };

async function givenAnnRunning(): Promise<Doubles> {
  const campaign = givenCampaign({
    ...TWO_MAILS,
    start: { on: "purchase", again: "always" },
    stop: [{ on: "purchase" }],
  });
  const doubles = givenDoubles({ campaigns: [campaign] });
  await enroll(doubles.deps, purchase("ann"));
  return doubles;
}

describe("finish", () => {
  it.each<[Pick<ExecutionEnd, "status" | "output">, string]>([
    [{ status: "SUCCEEDED", output: { outcome: "not interested" } }, "not interested"],
    [{ status: "SUCCEEDED", output: { way: 1 } }, "completed"],
    [{ status: "SUCCEEDED", output: null }, "completed"],
    [{ status: "FAILED" }, "failed"],
    [{ status: "TIMED_OUT" }, "failed"],
    [{ status: "ABORTED" }, "stopped"],
  ])("records %o as %s", async (how, outcome) => {
    const ann = await givenAnnRunning();
    await finish(ann.deps, { ...end, ...how });
    expect(await recordsOf(ann.deps.table).enrollment("ann")).toMatchObject({
      status: "ended",
      outcome,
      endedAt: START,
    });
  });

  it("leaves a journey that a rule has ended, and says nothing of the next one", async () => {
    const ann = await givenAnnRunning();
    await enroll(ann.deps, purchase("ann", { at: START + DAY }));
    await finish(ann.deps, { ...end, status: "ABORTED" });
    expect(await recordsOf(ann.deps.table).enrollment("ann")).toMatchObject({ status: "running" });
    expect((await recordsOf(ann.deps.table).past("ann"))[0]).toMatchObject({ outcome: "purchase" });
  });

  it("gives way to a stop that is written at the same moment", async () => {
    const ann = await givenAnnRunning();
    const { write } = ann.deps.table;
    ann.deps.campaigns = [];
    ann.deps.table.write = async (action) => {
      ann.deps.table.write = write;
      await enroll(ann.deps, purchase("ann", { at: START + DAY }));
      return write(action);
    };
    await finish(ann.deps, { ...end, status: "SUCCEEDED" });
    expect((await recordsOf(ann.deps.table).enrollment("ann")).outcome).toBe("purchase");
  });

  it("keeps what the goal needs and drops what only a journey on its way needs", async () => {
    const ann = await givenAnnRunning();
    await finish(ann.deps, { ...end, status: "SUCCEEDED" });
    const enrollment = await recordsOf(ann.deps.table).enrollment("ann");
    expect(enrollment.order).toBeDefined();
    expect(enrollment.stop).toBeUndefined();
    expect(enrollment.answers).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { begin } from "../../lib/journey/begin.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { finish } from "../../lib/journey/finish.ts";
import { WIN_BACK } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { DAY, purchase, START } from "../support/events.ts";
import { enrolledBy } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { type Authored, givenCampaign } from "../support/shop.ts";

const about = { customer: "ann", campaign: "win-back", enrollment: enrolledBy("ann", "win-back") };

async function givenAnnScheduled(changes: Partial<Authored> = {}): Promise<Doubles> {
  const doubles = givenDoubles({ campaigns: [givenCampaign({ ...WIN_BACK, ...changes })] });
  await enroll(doubles.deps, purchase("ann"));
  doubles.clock.now = START + 60 * DAY;
  return doubles;
}

describe("begin", () => {
  it("starts the execution of an enrollment that still stands, once", async () => {
    const ann = await givenAnnScheduled();
    await begin(ann.deps, about);
    await begin(ann.deps, about);
    expect(ann.started.map(({ name }) => name)).toEqual([about.enrollment]);
    expect(await recordsOf(ann.deps.table).enrollment("ann", "win-back")).toMatchObject({
      status: "running",
      begun: true,
      step: "we-miss-you",
      stepAt: START + 60 * DAY,
    });
  });

  it("starts it again after a crash between the record and the start", async () => {
    const ann = await givenAnnScheduled();
    const { start } = ann.deps.executions;
    ann.deps.executions.start = async () => {
      throw new Error("throttled");
    };
    await expect(begin(ann.deps, about)).rejects.toThrow("throttled");
    ann.deps.executions.start = start;
    await begin(ann.deps, about);
    expect(ann.started).toHaveLength(1);
  });

  it("does nothing for a journey that was stopped, replaced, or is over", async () => {
    const stopped = await givenAnnScheduled({ start: { on: "purchase" } });
    await enroll(stopped.deps, purchase("ann", { at: START + DAY }));
    await begin(stopped.deps, about);
    // A second purchase replaced the first enrollment by its own.
    expect((await recordsOf(stopped.deps.table).enrollment("ann", "win-back")).id).not.toBe(about.enrollment);
    expect(stopped.started).toEqual([]);

    const over = await givenAnnScheduled();
    await begin(over.deps, about);
    await finish(over.deps, { ...about, status: "SUCCEEDED" });
    over.started.length = 0;
    await begin(over.deps, about);
    expect(over.started).toEqual([]);
  });

  it("starts nothing when a stop was written in the moment between its reading and its writing", async () => {
    const ann = await givenAnnScheduled({ start: { on: "purchase", if: { "order.total": { atLeast: 20 } } } });
    const { write } = ann.deps.table;
    ann.deps.table.write = async (action) => {
      ann.deps.table.write = write;
      await enroll(ann.deps, purchase("ann", { at: START + 59 * DAY, order: { total: 1 } }));
      return write(action);
    };
    await begin(ann.deps, about);
    expect(ann.started).toEqual([]);
    expect((await recordsOf(ann.deps.table).enrollment("ann", "win-back")).outcome).toBe("won back");
  });

  it("marks who is held out, and starts nothing", async () => {
    const ann = await givenAnnScheduled({ holdout: "90%" });
    expect(ann.schedules.size).toBe(1);
    await begin(ann.deps, about);
    expect(ann.started).toEqual([]);
    expect(await recordsOf(ann.deps.table).enrollment("ann", "win-back")).toMatchObject({
      status: "holdout",
      begun: true,
    });
  });
});

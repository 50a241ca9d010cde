import { describe, expect, it } from "vitest";
import { describeOnEachStore, givenEngine, SECOND, START } from "./states/rig.ts";

const WHAT = { customer: "c-1", campaign: "win-back", enrollment: "e-1" };

/** Notes when it is called, and throws as often as it is told to. */
function givenSchedules(failures = 0, at = START, database?: ReturnType<typeof givenEngine>["database"]) {
  const begun: [name: string, seconds: number][] = [];
  let left = failures;
  const rig = givenEngine({
    at,
    ...(database && { database }),
    begin: async (what, name) => {
      expect(what).toEqual(WHAT);
      begun.push([name, (rig.clock.now() - START) / SECOND]);
      if (left-- > 0) throw new RangeError("for nobody@example.com there is no table");
    },
  });
  return { ...rig, begun, schedules: rig.engine.schedules };
}

describeOnEachStore("a schedule", () => {
  it("begins once, at its time", async () => {
    const { schedules, begun, runAll, queue } = givenSchedules();
    await schedules.set("b", START + 20 * SECOND, WHAT);
    await schedules.set("a", START + 10 * SECOND, WHAT);
    await runAll();
    expect(begun).toEqual([
      ["a", 10],
      ["b", 20],
    ]);
    expect(queue.size).toBe(0);
  });

  it("is replaced by setting it again, and gone when canceled", async () => {
    const { schedules, begun, runAll } = givenSchedules();
    await schedules.set("a", START + 10 * SECOND, WHAT);
    await schedules.set("a", START + 30 * SECOND, WHAT);
    await schedules.set("b", START + 10 * SECOND, WHAT);
    await schedules.cancel("b");
    await schedules.cancel("never set");
    await runAll();
    expect(begun).toEqual([["a", 30]]);
  });

  it("is due at once when its time has gone by", async () => {
    const { schedules, begun, runAll } = givenSchedules();
    await schedules.set("a", START - 10 * SECOND, WHAT);
    await runAll();
    expect(begun).toEqual([["a", 0]]);
  });

  it("comes again after a failure, later each time", async () => {
    const { schedules, begun, runAll } = givenSchedules(3);
    await schedules.set("a", START, WHAT);
    await runAll();
    expect(begun.map(([, at]) => at)).toEqual([0, 30, 90, 210]);
  });

  it("is given up after ten failures, and says why without an address", async () => {
    const { schedules, begun, runAll, engine } = givenSchedules(99);
    await schedules.set("a", START, WHAT);
    await runAll();
    expect(begun).toHaveLength(10);
    expect(engine.deadLetters()).toEqual([
      {
        source: "schedule a",
        body: JSON.stringify(WHAT),
        error: "RangeError",
        message: "for [address] there is no table",
        at: expect.any(Number),
      },
    ]);
  });

  it("that is set anew while it begins, begins again", async () => {
    let times = 0;
    const rig = givenEngine({
      begin: async () => {
        times += 1;
        if (times === 1) await rig.engine.schedules.set("a", START + 60 * SECOND, WHAT);
      },
    });
    await rig.engine.schedules.set("a", START, WHAT);
    await rig.runAll();
    expect(times).toBe(2);
    expect(rig.clock.now()).toBe(START + 60 * SECOND);
  });
});

describe("a schedule in a database", () => {
  it("outlives the process, with the failures it had", async () => {
    const first = givenSchedules(1);
    await first.schedules.set("a", START + 10 * SECOND, WHAT);
    await first.schedules.set("b", START + 99 * SECOND, WHAT);
    await first.loop.runUntil(START + 10 * SECOND);
    const second = givenSchedules(1, START + 20 * SECOND, first.database);
    await second.runAll();
    expect(second.begun).toEqual([
      ["a", 40],
      ["b", 99],
      ["a", 100],
    ]);
  });
});

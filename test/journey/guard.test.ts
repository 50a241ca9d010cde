import { describe, expect, it } from "vitest";
import { watchComplaints } from "../../lib/journey/guard.ts";
import { keys } from "../../lib/journey/keys.ts";
import { isPaused } from "../../lib/journey/pause.ts";
import type { Pause } from "../../lib/journey/records.ts";
import { givenDoubles } from "../support/doubles.ts";

const DAY = 86_400_000;

function given(sent: number) {
  const { deps, clock, log } = givenDoubles();
  const asked: number[] = [];
  const volume = {
    async sentSince(at: number) {
      asked.push(at);
      return sent;
    },
  };
  const complain = (customer: string) =>
    watchComplaints({ ...deps, volume }, { customer, enrollment: "e", step: "hello" });
  const paused = async () => (await deps.table.get(keys.pause)) as Pause | undefined;
  return { complain, paused, clock, log, asked, deps };
}

describe("complaints", () => {
  it("pause all marketing at three in a thousand, and say why", async () => {
    const { complain, paused, clock, log } = given(1000);
    expect(await complain("ann")).toBe("none");
    expect(await complain("bo")).toBe("none");
    expect(await complain("cy")).toBe("paused");
    const pause = await paused();
    expect(pause?.marketing).toEqual({ at: clock.now, why: "3 complaints about 1000 messages in 7 days" });
    expect(isPaused(pause, "win-back")).toBe(true);
    expect(isPaused(pause, "win-back", { transactional: true })).toBe(false);
    expect(log).toContain("marketing paused by itself");
  });

  it("only warn at one in a thousand", async () => {
    const { complain, paused, log } = given(2999);
    for (const customer of ["ann", "bo"]) await complain(customer);
    expect(await complain("cy")).toBe("warning");
    expect(await paused()).toBeUndefined();
    expect(log).toContain("complaints near the limit");
  });

  it("are few below one in a thousand", async () => {
    const { complain, log } = given(3001);
    for (const customer of ["ann", "bo"]) await complain(customer);
    expect(await complain("cy")).toBe("none");
    expect(log).toEqual([]);
  });

  it("count once, however often each is told", async () => {
    const { complain, paused } = given(500);
    for (let times = 0; times < 5; times++) await complain("ann");
    await complain("bo");
    expect(await paused()).toBeUndefined();
  });

  it("are forgotten after a week", async () => {
    const { complain, paused, clock, asked } = given(500);
    await complain("ann");
    await complain("bo");
    clock.now += 7 * DAY + 1;
    expect(await complain("cy")).toBe("none");
    await complain("di");
    expect(await paused()).toBeUndefined();
    expect(await complain("ed")).toBe("paused");
    expect(asked).toEqual([clock.now - 7 * DAY]);
  });

  it("keep the first reason while marketing is paused", async () => {
    const { complain, paused } = given(500);
    for (const customer of ["ann", "bo", "cy", "di"]) await complain(customer);
    expect((await paused())?.marketing?.why).toBe("3 complaints about 500 messages in 7 days");
  });

  it("of many at once are all counted", async () => {
    const { complain, paused } = given(1000);
    await Promise.all(["ann", "bo", "cy"].map(complain));
    expect(await paused()).toBeDefined();
  });
});

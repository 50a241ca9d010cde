import { describe, expect, it } from "vitest";
import { createRealClock, createVirtualClock } from "../../lib/local/clock.ts";
import { createDueQueue } from "../../lib/local/due.ts";
import { createLoop } from "../../lib/local/loop.ts";

const DAY = 86_400_000;

function givenLoop(clock = createVirtualClock(0)) {
  const queue = createDueQueue();
  const seen: [key: number | string, at: number][] = [];
  const note = (key: number) => queue.add(key, (due) => void seen.push([due.key, clock.now()]), key);
  return { clock, queue, seen, note, loop: createLoop({ clock, queue }) };
}

describe("the virtual clock", () => {
  it("jumps to the next due thing", async () => {
    const { loop, note, seen } = givenLoop();
    note(500);
    note(20);
    expect(loop.nextAt()).toBe(20);
    expect(await loop.runNext()).toBe(true);
    expect(await loop.runNext()).toBe(true);
    expect(await loop.runNext()).toBe(false);
    expect(seen).toEqual([
      [20, 20],
      [500, 500],
    ]);
  });

  it("runs up to a time and stands there", async () => {
    const { loop, note, seen, clock } = givenLoop();
    for (const at of [10, 30, 31]) note(at);
    await loop.runUntil(30);
    expect(seen.map(([key]) => key)).toEqual([10, 30]);
    expect(clock.now()).toBe(30);
  });

  it("runs what falls due on the way, and never goes back", async () => {
    const { loop, queue, clock } = givenLoop();
    const times: number[] = [];
    queue.add(10, () => void queue.add(5, () => void times.push(clock.now()), "late"), "first");
    await loop.runUntil(100);
    expect(times).toEqual([10]);
  });
});

describe("the real clock", () => {
  it("is moved forward through everything due, each at its own time, and goes on from there", async () => {
    let wall = 1000;
    const kept: number[] = [];
    const { loop, note, seen, clock } = givenLoop(createRealClock({ wall: () => wall++, keep: (at) => kept.push(at) }));
    for (const at of [DAY / 2, DAY / 4, 2 * DAY]) note(at);
    const goal = clock.now() + DAY;
    await loop.runUntil(goal);
    expect(seen).toEqual([
      [DAY / 4, DAY / 4],
      [DAY / 2, DAY / 2],
    ]);
    expect(clock.now()).toBeGreaterThanOrEqual(goal);
    expect(clock.now()).toBeLessThan(goal + 100);
    const reopened = createRealClock({ wall: () => wall, offset: kept.at(-1) ?? 0 });
    expect(reopened.now()).toBeGreaterThanOrEqual(goal);
  });

  it("runs what was due in the past at the present time", async () => {
    const { loop, note, seen } = givenLoop(createRealClock({ wall: () => 5000 }));
    note(10);
    await loop.runNext();
    expect(seen).toEqual([[10, 5000]]);
  });

  it("runs things as their time comes, also one that is added while it sleeps", async () => {
    const { loop, queue, clock } = givenLoop(createRealClock());
    const order: string[] = [];
    const done = new Promise<void>((resolve) => {
      queue.add(clock.now() + 40, () => resolve(), "late");
      loop.start(() => {});
      setTimeout(() => queue.add(clock.now() + 5, () => void order.push("early"), "early"), 5);
    });
    await done;
    expect(order).toEqual(["early"]);
    await loop.stop();
  });

  it("runs one thing at a time, and stop waits for the one under way", async () => {
    const { loop, queue, clock } = givenLoop(createRealClock());
    const log: string[] = [];
    const slow = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push(`${name} ends`);
    };
    queue.add(clock.now(), slow("one"), 1);
    queue.add(clock.now(), slow("two"), 2);
    loop.start(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    await loop.stop();
    expect(log).toEqual(["one begins", "one ends"]);
    await loop.runUntil(clock.now());
    expect(log).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  });

  it.each(["runs as time passes", "is moved forward"])(
    "lets others have their turn while much is due and it %s",
    async (how) => {
      const { loop, queue, clock } = givenLoop(createRealClock());
      let left = 100;
      const busy = () => {
        const until = performance.now() + 2;
        while (performance.now() < until);
        left -= 1;
      };
      for (let key = 0; key < left; key += 1) queue.add(clock.now(), busy, key);
      const leftThen = new Promise<number>((resolve) => setTimeout(() => resolve(left), 1));
      if (how === "is moved forward") await loop.runUntil(clock.now());
      else loop.start(() => {});
      expect(await leftThen).toBeGreaterThan(0);
      await loop.stop();
    },
  );

  it("tells what a thing threw, and keeps the thing", async () => {
    const { loop, queue, clock } = givenLoop(createRealClock());
    const fault = new Error("the disk is full");
    const throwing = () => {
      throw fault;
    };
    const due = queue.add(clock.now(), throwing, 1);
    expect(await new Promise((resolve) => loop.start(resolve))).toBe(fault);
    expect(queue.first()).toBe(due);
    await loop.stop();
  });
});

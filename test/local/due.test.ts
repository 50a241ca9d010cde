import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDueQueue, type Due } from "../../lib/local/due.ts";
import { seeded } from "./states/rig.ts";

const run = () => {};

describe("the due queue", () => {
  it("gives 10,000 random times back in order, ties in the order they were added", () => {
    const queue = createDueQueue();
    const random = seeded(7);
    for (let key = 0; key < 10_000; key += 1) queue.add(Math.floor(random() * 1000), run, key);
    let last: Due | undefined;
    let count = 0;
    for (let due = queue.take(); due !== undefined; due = queue.take()) {
      if (last !== undefined) expect(last.at < due.at || (last.at === due.at && last.seq < due.seq)).toBe(true);
      last = due;
      count += 1;
    }
    expect(count).toBe(10_000);
  });

  it("keeps its order whatever is canceled, and keeps nothing of what was", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(3))), (commands) => {
        const queue = createDueQueue();
        const model: Due[] = [];
        const sorted = () => model.sort((one, other) => one.at - other.at || one.seq - other.seq);
        for (const [number, command] of commands) {
          if (command === 0) expect(queue.take()).toBe(sorted().shift());
          else if (command === 1 && model.length > 0) {
            const [due] = model.splice(number % model.length, 1);
            if (due !== undefined) queue.cancel(due);
          } else model.push(queue.add(number, run, 0));
          expect(queue.size).toBe(model.length);
          expect(queue.first()).toBe(sorted()[0]);
        }
      }),
    );
  });

  it("cancels an entry twice, or after it was taken, without harm", () => {
    const queue = createDueQueue();
    const one = queue.add(1, run, 1);
    const two = queue.add(2, run, 2);
    expect(queue.take()).toBe(one);
    queue.cancel(one);
    queue.cancel(two);
    queue.cancel(two);
    expect(queue.size).toBe(0);
  });

  it("puts a restored entry before those added after it", () => {
    const queue = createDueQueue();
    const one = queue.add(5, run, 1);
    queue.take();
    queue.add(5, run, 2);
    queue.restore(one);
    expect(queue.first()).toBe(one);
  });
});

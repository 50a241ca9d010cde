import { describe, expect, it } from "vitest";
import { pauseAfter } from "../../../lib/aws/lambda/put-off.ts";

const tries = Array.from({ length: 110 }, (_, n) => n + 1);

describe("the pause before a message's next try", () => {
  it("is seconds at first, and a quarter of an hour in the end", () => {
    expect([1, 2, 3, 5, 9, 10, 11, 1_000].map((received) => pauseAfter(received, 0.5))).toEqual([
      2, 4, 8, 32, 512, 900, 900, 900,
    ]);
  });

  it("differs by a quarter either way, and is never none", () => {
    expect([pauseAfter(10, 0), pauseAfter(10, 0.999)]).toEqual([675, 1_125]);
    expect(Math.min(...tries.map((received) => pauseAfter(received, 0)))).toBeGreaterThan(0);
  });

  it("looks at an open claim again soon after it can be settled, a quarter of an hour after the crash", () => {
    for (const random of [0, 0.5, 0.999]) {
      let at = 0;
      let received = 1;
      while (at < 900) at += pauseAfter(received++, random);
      expect(at).toBeLessThan(900 * 2.5);
      expect(received).toBeLessThan(13);
    }
  });
});

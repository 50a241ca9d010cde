import { describe, expect, it } from "vitest";
import { liftOf } from "../../lib/simulate/report/lift.ts";

describe("the lift over the holdout", () => {
  it("agrees with a two-proportion test done by hand", () => {
    // Pooled 418/3126; z = 0.0665584 / 0.0215270 = 3.0918; both tails beyond it: 0.001990.
    const { difference, chance, verdict } = liftOf({ size: 2_852, converted: 398 }, { size: 274, converted: 20 });
    expect(difference).toBeCloseTo(0.06656, 4);
    expect(chance).toBeCloseTo(0.00199, 4);
    expect(verdict).toBe("more than chance");
  });

  it("takes 1.96 standard errors for the line", () => {
    // 1,000 each: 130 and 101 are z = 2.03 apart, 130 and 103 z = 1.88.
    expect(liftOf({ size: 1_000, converted: 130 }, { size: 1_000, converted: 101 }).verdict).toBe("more than chance");
    expect(liftOf({ size: 1_000, converted: 130 }, { size: 1_000, converted: 103 }).verdict).toBe("may be chance");
  });

  it("says a loss too", () => {
    const lift = liftOf({ size: 1_000, converted: 50 }, { size: 1_000, converted: 100 });
    expect(lift.difference).toBeCloseTo(-0.05);
    expect(lift.verdict).toBe("more than chance");
  });

  it.each([
    ["few people", { size: 30, converted: 20 }, { size: 4, converted: 0 }],
    ["few goals", { size: 5_000, converted: 12 }, { size: 500, converted: 0 }],
    ["nobody with messages", { size: 0, converted: 0 }, { size: 100, converted: 10 }],
    ["nobody held out", { size: 100, converted: 10 }, { size: 0, converted: 0 }],
    ["everyone converted", { size: 100, converted: 100 }, { size: 100, converted: 100 }],
  ])("cannot tell from %s", (_, messaged, holdout) => {
    expect(liftOf(messaged, holdout).verdict).toBe("too few to tell");
  });
});

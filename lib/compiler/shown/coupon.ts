import type { Coupon } from "../../campaign/steps/coupon.ts";
import type { Shown } from "./shown.ts";

export const coupon: Shown<Coupon> = {
  words: (step) => `Coupon ${step.coupon}`,
  asks: (step) => step.else !== undefined,
  draw: (step, key, after, drawing) => {
    const node = drawing.node(`Coupon ${step.coupon}`, step.else === undefined ? "step" : "question", key, after);
    if (step.else === undefined) return [{ from: node }];
    return [{ from: node, label: "given" }, ...drawing.steps(step.else, [{ from: node, label: "none left" }])];
  },
};

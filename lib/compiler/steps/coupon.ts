import type { Coupon } from "../../campaign/steps/coupon.ts";
import { onward, type StepCompiler } from "../builder.ts";
import { askDecide, tellDecide } from "../decide-task.ts";

export interface CouponRequest {
  do: "coupon";
  coupon: string;
  /** The most codes that this step gives in all. */
  atMost?: number;
  /** What follows when no code is left: another way, or the end of the journey. */
  otherwise: "way" | "end";
}

/** Without a way for those who get none, whoever gets none is stopped, and no Choice is paid for. */
export const compileCoupon: StepCompiler<Coupon> = (step, next, builder) => {
  const { key, state, ask } = builder.label(step);
  const own = {
    do: "coupon",
    coupon: step.coupon,
    ...(step.atMost === undefined ? {} : { atMost: step.atMost }),
  } as const;
  if (ask === undefined) {
    builder.add(state, tellDecide<CouponRequest>(key, { ...own, otherwise: "end" }, onward(next)));
    return;
  }
  builder.add(ask, askDecide<CouponRequest>(key, { ...own, otherwise: "way" }, state));
  const none = builder.named(builder.way(step.else ?? [], next));
  builder.add(state, {
    Type: "Choice",
    Choices: [{ Condition: "{% $states.input.way = 1 %}", Next: none }],
    Default: builder.named(next),
  });
};

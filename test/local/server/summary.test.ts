import { expect, test } from "vitest";
import type { Count, What } from "../../../lib/journey/tally.ts";
import { summaryOf } from "../../../lib/local/server/read/summary.ts";

const summary = (...rows: [what: What, n: number, step?: string][]) =>
  summaryOf(
    {
      of: (campaign): Count[] =>
        rows.map(([what, n, step]) => ({ campaign, what, n, ...(step === undefined ? {} : { step }) })),
    },
    "win-back",
  );

test("revenue is that of conversions: what was bought with a step's coupons is another figure", () => {
  const { revenue } = summary(["revenue EUR", 12], ["revenue USD", 990.5], ["revenue by coupon USD", 61.5, "coupon-1"]);
  expect([...revenue]).toEqual([
    ["EUR", 12],
    ["USD", 990.5],
  ]);
});

test("coupons are given, redeemed and bought with, step by step", () => {
  const { gifts } = summary(
    ["coupon given", 9, "thanks"],
    ["coupon redeemed", 3, "thanks"],
    ["revenue by coupon USD", 61.5, "thanks"],
    ["revenue by coupon EUR", 20, "thanks"],
    ["coupon given", 2, "gold"],
    ["sent", 9, "hello"],
  );
  expect([...gifts]).toEqual([
    ["thanks", { given: 9, redeemed: 3, revenue: new Map(Object.entries({ USD: 61.5, EUR: 20 })) }],
    ["gold", { given: 2, redeemed: 0, revenue: new Map() }],
  ]);
});

test("steps are those that send, with what was answered", () => {
  const { steps } = summary(
    ["coupon given", 3, "coupon-1"],
    ["called", 3, "crm"],
    ["sent", 9, "how-likely"],
    ["answered", 2, "how-likely"],
    ["promoter", 2, "how-likely"],
  );
  expect([...steps.keys()]).toEqual(["how-likely"]);
  expect(steps.get("how-likely")).toMatchObject({ sent: 9, survey: { answered: 2, nps: 100 } });
});

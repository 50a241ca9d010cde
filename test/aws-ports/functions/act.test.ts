import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHandler } from "../../../functions/act.ts";
import { createHandler as deciding } from "../../../functions/decide.ts";
import * as decide from "../../../lib/journey/decide.ts";
import { Unreachable } from "../../../lib/journey/outside.ts";
import { MOST_TRIES } from "../../../lib/journey/steps/calling.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { purchase, START } from "../../support/events.ts";
import { enrolledBy } from "../../support/messages.ts";
import { givenCampaign } from "../../support/shop.ts";
import { givenFunctions } from "../support/functions.ts";
import { catchOutput, context, type Output } from "../support/invocation.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

const REQUEST = {
  do: "webhook",
  webhook: "crm",
  with: {},
  customer: "ann",
  campaign: "welcome",
  enrollment: enrolledBy("ann"),
  version: "1",
  step: "crm-1",
  since: new Date(START).toISOString(),
};

/** Ann is on her way, and the shop's system does this when it is called. */
async function given(post: () => Promise<number>) {
  const doubles = givenDoubles({
    campaigns: [givenCampaign({ steps: [{ send: "hello" }, { wait: "9 days" }] })],
    shop: { webhooks: { crm: { url: "https://crm.bluecup.example/" } } },
  });
  await givenFunctions(doubles).tells(purchase("ann"));
  const act = createHandler(() => ({ ...doubles.deps, caller: { post } }));
  return { act: (request: unknown = REQUEST) => act(request, context()) };
}

it("tells a machine nothing: its journey goes on as it was", async () => {
  const { act } = await given(async () => 200);
  expect(await act()).toBeUndefined();
  expect(output.metrics()).toMatchObject({ CallsDone: 1 });
});

it("counts calls that were refused", async () => {
  const { act } = await given(async () => 404);
  await act();
  expect(output.metrics()).toMatchObject({ CallsRefused: 1 });
});

it("has the machine try again what nobody answered, and counts it until it is given up", async () => {
  const { act } = await given(() => Promise.reject(new Unreachable("ETIMEDOUT")));
  for (let n = 1; n < MOST_TRIES; n++) await expect(act()).rejects.toMatchObject({ name: "NotAnswered" });
  await act();
  expect(output.metrics()).toMatchObject({ CallsUnanswered: MOST_TRIES - 1, CallsGivenUp: 1 });
});

it("takes a fault of our own for what it is", async () => {
  const { act } = await given(() => Promise.reject(new TypeError("our own")));
  await expect(act()).rejects.toThrow("our own");
  expect(output.metrics()).not.toHaveProperty("CallsUnanswered");
});

it("refuses what no machine asks", async () => {
  const { act } = await given(async () => 200);
  await expect(act({ do: "webhook" })).rejects.toMatchObject({ name: "Refused" });
});

it("counts that few coupons are left, when decide says so", async () => {
  vi.spyOn(decide, "decide").mockResolvedValue({ way: 0, alarm: "coupons low" });
  const { deps } = givenDoubles();
  await deciding(() => deps)({ ...REQUEST, do: "coupon" }, context());
  expect(output.metrics()).toMatchObject({ CouponsLow: 1 });
});

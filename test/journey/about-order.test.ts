import { describe, expect, it } from "vitest";
import { awaitTarget } from "../../lib/journey/await.ts";
import { begin } from "../../lib/journey/begin.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { isAboutOrder } from "../../lib/journey/facts.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { happened, purchase, START } from "../support/events.ts";
import { awaitFor, enrolledBy } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { type Authored, givenCampaign } from "../support/shop.ts";

/** Ann's order o-1 has brought her into the campaign. */
async function givenAnn(campaign: Authored): Promise<Doubles & { journeyIs(): Promise<unknown> }> {
  const doubles = givenDoubles({ campaigns: [givenCampaign(campaign)] });
  await enroll(doubles.deps, purchase("ann", { order: { id: "o-1" } }));
  await begin(doubles.deps, { customer: "ann", campaign: "welcome", enrollment: enrolledBy("ann") });
  const { enrollment } = recordsOf(doubles.deps.table);
  return { ...doubles, journeyIs: async () => (await enrollment("ann")).status };
}

const delivered = (at: number, orderId?: string | number) =>
  happened("delivery.completed", "ann", { at: START + at, ...(orderId === undefined ? {} : { data: { orderId } }) });

describe("an event that names an order", () => {
  it("stops only the journeys that this order started", async () => {
    const ann = await givenAnn({ ...TWO_MAILS, stop: [{ on: "delivery.completed" }] });
    await enroll(ann.deps, delivered(1, "o-2"));
    expect(await ann.journeyIs()).toBe("running");
    await enroll(ann.deps, delivered(2, "o-1"));
    expect(await ann.journeyIs()).toBe("ended");
  });

  it("reaches only the goals of these", async () => {
    const ann = await givenAnn({ ...TWO_MAILS, goal: { on: "delivery.completed", within: "3 days" } });
    expect((await enroll(ann.deps, delivered(1, "o-2"))).goals).toEqual([]);
    expect((await enroll(ann.deps, delivered(2, "o-1"))).goals).toEqual(["welcome"]);
  });

  it("answers only the waits of these, also when it came first", async () => {
    const ann = await givenAnn(TWO_MAILS);
    await enroll(ann.deps, delivered(1, "o-2"));
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery.completed" }));
    expect(ann.answers.size).toBe(0);
    expect((await enroll(ann.deps, delivered(2, "o-3"))).woken).toBe(0);
    expect(ann.answers.size).toBe(0);
    expect((await enroll(ann.deps, delivered(3, "o-1"))).woken).toBe(1);
  });

  it("concerns every journey when it names none", async () => {
    const ann = await givenAnn({ ...TWO_MAILS, stop: [{ on: "delivery.completed" }] });
    await enroll(ann.deps, delivered(1));
    expect(await ann.journeyIs()).toBe("ended");
  });
});

describe("whether an event is about the order of a journey", () => {
  it.each([
    ["an order that is written as a number", "1042", "delivery.completed", { orderId: 1042 }, true],
    ["another order", "1042", "delivery.completed", { orderId: 1043 }, false],
    ["another order's refund", "o-1", "refund", { orderId: "o-2" }, false],
    ["what is no order at all", "o-1", "delivery.completed", { orderId: true }, true],
    ["a journey that no order started", undefined, "delivery.completed", { orderId: "o-2" }, true],
    ["the order of a friend", "o-1", "referral.converted", { orderId: "o-2" }, true],
    ["the order of a friend who sent it back", "o-1", "referral.reversed", { orderId: "o-2" }, true],
  ])("%s", (_, started, type, facts, isAbout) => {
    expect(isAboutOrder(started, type, facts)).toBe(isAbout);
  });
});

import { describe, expect, it } from "vitest";
import { begin } from "../../../lib/journey/begin.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { finish } from "../../../lib/journey/finish.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, happened, purchase, refund, START } from "../../support/events.ts";
import { enrolledBy } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";

/** Ann has bought and is in the campaign. */
async function givenAnnIn(campaign: Authored): Promise<Doubles & { enrollment(): Promise<unknown> }> {
  const doubles = givenDoubles({ campaigns: [givenCampaign(campaign)] });
  await enroll(doubles.deps, purchase("ann", { order: { id: "o-1" } }));
  return { ...doubles, enrollment: () => recordsOf(doubles.deps.table).enrollment("ann") };
}

const begins = (doubles: Doubles) =>
  begin(doubles.deps, { customer: "ann", campaign: "welcome", enrollment: enrolledBy("ann") });

describe("a stop rule", () => {
  it("ends the journey with its outcome, or the event's name", async () => {
    const ann = await givenAnnIn({
      ...TWO_MAILS,
      stop: [{ on: "return", if: { "event.all": true }, outcome: "sent back" }, { on: "return" }],
    });
    const led = await enroll(ann.deps, happened("return", "ann", { at: START + 1 }));
    expect(led.ended).toEqual([{ campaign: "welcome", outcome: "return" }]);
    expect(ann.stopped).toEqual([enrolledBy("ann")]);
  });

  it("looks at the event that came and at the order that started the journey", async () => {
    const ann = await givenAnnIn({
      ...TWO_MAILS,
      stop: [{ on: "purchase", if: { "event.total": { atLeast: 50 }, "order.total": 30 } }],
    });
    await enroll(ann.deps, purchase("ann", { at: START + 1, order: { total: 49 } }));
    expect(await ann.enrollment()).toMatchObject({ status: "running" });
    await enroll(ann.deps, purchase("ann", { at: START + 2, order: { total: 50 } }));
    expect(await ann.enrollment()).toMatchObject({ status: "ended", outcome: "purchase", stopped: true });
  });

  it("is not met by the event that started the journey, nor by one from before it", async () => {
    const ann = await givenAnnIn({ ...TWO_MAILS, stop: [{ on: "purchase" }] });
    expect(await ann.enrollment()).toMatchObject({ status: "running" });
    await enroll(ann.deps, purchase("ann", { at: START - DAY }));
    expect(await ann.enrollment()).toMatchObject({ status: "running" });
    await enroll(ann.deps, purchase("ann", { at: START, id: "same-moment" }));
    expect(await ann.enrollment()).toMatchObject({ status: "ended" });
  });

  it("on a refund is met by the refund of the journey's own order alone", async () => {
    const ann = await givenAnnIn({ ...TWO_MAILS, stop: [{ on: "refund" }] });
    await enroll(ann.deps, refund("ann", "o-0", { at: START + 1 }));
    expect(await ann.enrollment()).toMatchObject({ status: "running" });
    await enroll(ann.deps, refund("ann", "o-1", { at: START + 2 }));
    expect(await ann.enrollment()).toMatchObject({ status: "ended", outcome: "refund" });
  });
});

describe("a goal", () => {
  const goal = { on: "purchase", within: "10 days" } as const;
  const withWait: Authored = { goal, steps: [{ wait: "5 days" }, { send: "hello" }, { wait: "60 days" }] };
  const buys = (ann: Doubles, days: number) => {
    ann.clock.now = START + days * DAY;
    return enroll(ann.deps, purchase("ann", { at: ann.clock.now }));
  };

  it("counts from the end of the leading wait", async () => {
    const ann = await givenAnnIn(withWait);
    expect((await buys(ann, 3)).goals).toEqual([]);
    await begins(ann);
    // It happened before the journey began, and was heard of after.
    expect((await enroll(ann.deps, purchase("ann", { at: START + 4 * DAY }))).goals).toEqual([]);
    expect((await buys(ann, 15)).goals).toEqual(["welcome"]);
    expect(await ann.enrollment()).toMatchObject({ status: "ended", outcome: "goal", goalMetAt: START + 15 * DAY });
  });

  it("is missed after its window", async () => {
    const ann = await givenAnnIn(withWait);
    await begins(ann);
    expect((await buys(ann, 15.001)).goals).toEqual([]);
  });

  it("is reached once", async () => {
    const ann = await givenAnnIn(withWait);
    await begins(ann);
    expect((await buys(ann, 6)).goals).toEqual(["welcome"]);
    expect((await buys(ann, 7)).goals).toEqual([]);
  });

  it("may be reached after the last step, but not after the journey was stopped", async () => {
    const done = await givenAnnIn({ ...withWait, steps: [{ send: "hello" }] });
    await finish(done.deps, {
      customer: "ann",
      campaign: "welcome",
      enrollment: enrolledBy("ann"),
      status: "SUCCEEDED",
    });
    expect((await buys(done, 2)).goals).toEqual(["welcome"]);
    expect(await done.enrollment()).toMatchObject({ outcome: "completed", goalMetAt: START + 2 * DAY });

    const cut = await givenAnnIn({ ...withWait, steps: [{ send: "hello" }], stop: [{ on: "return" }] });
    await enroll(cut.deps, happened("return", "ann", { at: START + 1 }));
    expect((await buys(cut, 2)).goals).toEqual([]);
  });

  it("is reached by who is held out like by everybody else: once their journey would have begun", async () => {
    const ann = await givenAnnIn({ ...withWait, holdout: "90%" });
    expect(await ann.enrollment()).toMatchObject({ status: "holdout" });
    // Its schedule is late: nobody's journey has begun, so that no purchase converts anybody.
    expect((await buys(ann, 5.1)).goals).toEqual([]);
    await begins(ann);
    expect((await buys(ann, 6)).goals).toEqual(["welcome"]);
    expect(ann.started).toEqual([]);
  });

  it("met by the event that also meets a stop rule ends with that rule's outcome", async () => {
    const ann = await givenAnnIn({ ...TWO_MAILS, goal, stop: [{ on: "purchase", outcome: "won back" }] });
    const led = await buys(ann, 1);
    expect(led).toMatchObject({ goals: ["welcome"], ended: [{ outcome: "won back" }] });
  });
});

import { describe, expect, it } from "vitest";
import type { Condition } from "../../lib/campaign/conditions.ts";
import { type DecideRequest, decide } from "../../lib/journey/decide.ts";
import { engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { send } from "../../lib/journey/send.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { DAY, happened, learned, purchase, START } from "../support/events.ts";
import { enrolledBy, messageFor } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

const about = {
  enrollment: enrolledBy("ann"),
  customer: "ann",
  campaign: "welcome",
  version: "1",
  step: "branch-1",
  since: new Date(START).toISOString(),
};
const until = (words: string): DecideRequest => ({
  ...about,
  do: "until",
  until: { until: words },
  now: new Date(START).toISOString(),
});

async function givenAnn(): Promise<Doubles> {
  const campaign = { ...TWO_MAILS, stop: [{ on: "return" }], start: { on: "purchase", again: "always" as const } };
  const doubles = givenDoubles({ campaigns: [givenCampaign(campaign)] });
  await enroll(doubles.deps, purchase("ann", { customer: { email: "ann@mail.example", timeZone: "Asia/Bangkok" } }));
  return doubles;
}

describe("a branch", () => {
  const way = async (ann: Doubles, ...ways: (Condition | null)[]) =>
    (await decide(ann.deps, { ...about, do: "branch", ways })).way;

  it("takes the first way whose condition holds now", async () => {
    const ann = await givenAnn();
    const ways = [{ "customer.orders": { atLeast: 3 } }, { "customer.orders": { atLeast: 2 } }, null];
    expect(await way(ann, ...ways)).toBe(2);
    await enroll(ann.deps, purchase("ann", { at: START + 1 }));
    expect(await way(ann, ...ways)).toBe(1);
  });

  it("leads past all ways when none holds", async () => {
    expect(await way(await givenAnn(), { "order.total": 1 }, { "customer.country": "TH" })).toBe(2);
  });

  it("knows what became of earlier messages of this journey", async () => {
    const ann = await givenAnn();
    expect(await way(ann, { sent: "hello" })).toBe(1);
    await send(ann.deps, messageFor("ann"));
    expect(await way(ann, { sent: "hello" })).toBe(0);
    expect(await way(ann, { any: [{ clicked: "hello" }, { all: [{ not: { sent: "hello" } }] }] })).toBe(1);
    await engage(ann.deps, { fact: "clicked", message: messageFor("ann"), at: START + 1 });
    expect(await way(ann, { all: [{ clicked: "hello" }, { delivered: "hello" }] })).toBe(0);
  });

  it("takes a withheld message for not sent", async () => {
    const ann = await givenAnn();
    ann.unrenderable.add("ann");
    await send(ann.deps, messageFor("ann"));
    expect(await way(ann, { sent: "hello" })).toBe(1);
  });
});

describe("a wait until", () => {
  it("is answered with the moment on the customer's clock", async () => {
    const ann = await givenAnn();
    expect(await decide(ann.deps, until("monday"))).toEqual({ until: "2026-01-05T02:00:00.000Z" });
  });

  it("ends the journey when there is no such date, or only one after the journey must be over", async () => {
    const none = await givenAnn();
    await decide(none.deps, until("customer.attributes.renewsOn"));
    expect(await recordsOf(none.deps.table).enrollment("ann")).toMatchObject({ status: "ended", outcome: "no date" });
    expect(none.stopped).toEqual([about.enrollment]);

    const far = await givenAnn();
    await enroll(far.deps, learned("ann", { attributes: { renewsOn: "2030-01-01" } }));
    await decide(far.deps, until("customer.attributes.renewsOn"));
    expect(await recordsOf(far.deps.table).enrollment("ann")).toMatchObject({ outcome: "date too far" });
  });
});

describe("a tag", () => {
  it("is put on once, also when the answer got lost", async () => {
    const ann = await givenAnn();
    const request: DecideRequest = { ...about, do: "tag", tag: "keen" };
    await decide(ann.deps, request);
    await decide(ann.deps, request);
    expect((await recordsOf(ann.deps.table).profile("ann")).tags).toEqual(["keen"]);
  });
});

describe("a question of a journey that has ended, or was replaced", () => {
  it.each<DecideRequest>([
    { ...about, do: "branch", ways: [null] },
    { ...about, do: "tag", tag: "keen" },
    until("monday"),
  ])("stops the execution and leads nowhere: $do", async (request) => {
    const ann = await givenAnn();
    await enroll(ann.deps, happened("return", "ann", { at: START + 1 }));
    await enroll(ann.deps, purchase("ann", { at: START + DAY }));
    ann.stopped.length = 0;
    const answer = await decide(ann.deps, request);
    expect(answer.way).toBe(-1);
    expect(Date.parse(answer.until ?? "")).toBeGreaterThan(START + 200 * DAY);
    expect(ann.stopped).toEqual([about.enrollment]);
    expect((await recordsOf(ann.deps.table).profile("ann")).tags).toEqual([]);
    expect((await recordsOf(ann.deps.table).enrollment("ann")).status).toBe("running");
  });
});

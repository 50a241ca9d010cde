import { describe, expect, it } from "vitest";
import type { Sending } from "../../lib/campaign/parts/sending.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import type { SendRules } from "../../lib/compiler/compiled.ts";
import { compiled, messageOf, type Said, type Templates } from "./given.ts";

const DAY = 86_400;
const OFFER: Templates = { hello: { kind: "marketing", topic: "offers" } };
const SERVES: Templates = { hello: { kind: "transactional", topic: "offers" } };

function rulesOf(said: Partial<Said>, shop: Partial<Shop> = {}, templates: Templates = {}): SendRules {
  return messageOf(compiled({ steps: [{ send: "hello" }], ...said }, shop, templates), "Send hello").rules;
}

describe("the rules of a marketing message", () => {
  it("are the shop's, unless its campaign has its own", () => {
    const shop: Sending = { hours: "09:00-20:00", days: ["monday"], notOn: ["12-25"], lateAfter: "2 days" };
    expect(rulesOf({}, { sending: shop })).toEqual({
      hours: "09:00-20:00",
      days: ["monday"],
      notOn: ["12-25"],
      lateAfterSeconds: 2 * DAY,
    });
    const sending: Sending = { hours: "10:00-11:00", notOn: [], ifClosed: "drop" };
    expect(rulesOf({ sending }, { sending: shop })).toEqual({
      hours: "10:00-11:00",
      days: ["monday"],
      ifClosed: "drop",
      lateAfterSeconds: 2 * DAY,
    });
  });

  it("have every limit there is: the shop's, its topic's and its campaign's", () => {
    const shop: Partial<Shop> = {
      sending: { atMost: "3 per 7 days", ifTooMany: "defer" },
      topics: { offers: { name: "Offers", atMost: "1 per 2 days" }, tips: { name: "Tips", atMost: "1 per 1 hour" } },
    };
    expect(rulesOf({ sending: { atMost: "2 per 4 weeks" } }, shop, OFFER)).toEqual({
      topic: "offers",
      caps: [
        { of: "shop", count: 3, seconds: 7 * DAY },
        { of: "topic", count: 1, seconds: 2 * DAY },
        { of: "campaign", count: 2, seconds: 28 * DAY },
      ],
      ifTooMany: "defer",
      lateAfterSeconds: DAY,
    });
    expect(rulesOf({ sending: { ifTooMany: "drop" } }, shop).ifTooMany).toBeUndefined();
    expect(rulesOf({ sending: { ifTooMany: "defer" } }).ifTooMany).toBeUndefined();
  });

  it("tell its campaign's priority, where that is not the normal one", () => {
    expect(rulesOf({ priority: "high" }).priority).toBe(1);
    expect(rulesOf({ priority: "low" }).priority).toBe(-1);
    expect(rulesOf({ priority: "normal" })).toEqual({ lateAfterSeconds: DAY });
  });
});

describe("the rules of a message that serves the customer", () => {
  it("are its campaign's hours and days alone", () => {
    const shop: Partial<Shop> = {
      sending: { hours: "09:00-20:00", atMost: "1 per 7 days", lateAfter: "1 hour" },
      topics: { offers: { name: "Offers", atMost: "1 per 2 days" } },
    };
    expect(rulesOf({ priority: "low" }, shop, SERVES)).toEqual({ transactional: true, lateAfterSeconds: DAY });
    const sending: Sending = { hours: "10:00-11:00", atMost: "1 per 1 day", lateAfter: "2 hours", ifTooMany: "defer" };
    expect(rulesOf({ sending }, shop, SERVES)).toEqual({
      transactional: true,
      hours: "10:00-11:00",
      lateAfterSeconds: 7200,
    });
  });

  it("make its campaign one that a no leaves as it is, when all of its messages are such", () => {
    const of = (steps: Said["steps"], templates: Templates) => compiled(steps, {}, templates).rules.transactional;
    const both: Said["steps"] = [
      { send: "hello" },
      { branch: [{ if: { "order.total": 1 }, steps: [{ send: "news" }] }] },
    ];
    expect(of(both, SERVES)).toBeUndefined();
    expect(of(both, { ...SERVES, news: { kind: "transactional" } })).toBe(true);
    expect(of([{ tag: "warm" }], SERVES)).toBeUndefined();
  });
});

describe("the name of a hold", () => {
  const holdOf = (sending: Sending) =>
    Object.keys(compiled([{ send: "hello" }], { sending }).machine.States).find((name) =>
      name.startsWith("Hold until"),
    );

  it("is the hours, where nothing else opens it", () => {
    expect(holdOf({ hours: "09:00-20:00" })).toBe("Hold until 09:00-20:00: hello");
  });

  it.each<[string, Sending]>([
    ["days", { days: ["monday"] }],
    ["dates", { notOn: ["12-25"] }],
    ["a limit that defers", { atMost: "1 per 7 days", ifTooMany: "defer" }],
  ])("promises no hour with %s", (_, sending) => {
    expect(holdOf({ hours: "09:00-20:00", ...sending })).toBe("Hold until it may go out: hello");
  });
});

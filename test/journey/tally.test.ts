import { describe, expect, it } from "vitest";
import { keys } from "../../lib/journey/keys.ts";
import { countsOf } from "../../lib/journey/tally.ts";
import type { Item } from "../../lib/store/table.ts";
import { HOUR, START } from "../support/events.ts";

describe("figures", () => {
  it("count nothing of other records, whatever a step is called", () => {
    const others = [
      ...[keys.contact("ann"), keys.profile("ann"), keys.event("ann", "e-1"), keys.address("hash")],
      ...[keys.answer("ann", "e-2"), keys.code("K7TQ9M2P"), keys.pool("big-20"), keys.pooled("big-20", 1)],
      ...["send", "coupon", "call", "past"].map((step) => keys.budget("welcome", step)),
    ];
    for (const key of others) {
      expect(countsOf({ key, before: undefined, after: { ...key, campaign: "welcome", status: "running" } })).toEqual(
        [],
      );
    }
  });

  it("take nothing back when a record goes", () => {
    const key = keys.send("ann", "e-1", "hello");
    expect(
      countsOf({ key, before: { ...key, state: "sent", campaign: "welcome", step: "hello" }, after: undefined }),
    ).toEqual([]);
  });

  it("count a message once it is settled, not while it is claimed or free", () => {
    const key = keys.send("ann", "e-1", "hello");
    const entry = (state: string) => ({ ...key, state, campaign: "welcome", step: "hello" });
    expect(countsOf({ key, before: undefined, after: entry("claimed") })).toEqual([]);
    expect(countsOf({ key, before: entry("claimed"), after: entry("released") })).toEqual([]);
    expect(countsOf({ key, before: entry("claimed"), after: entry("sent") })).toEqual([
      { campaign: "welcome", step: "hello", what: "sent", n: 1 },
    ]);
  });
});

describe("the figures of a survey", () => {
  const key = keys.send("ann", "e-1", "how-likely");
  const sent = { ...key, state: "sent", campaign: "welcome", step: "how-likely", survey: "nps" };
  const whats = (after: object, before: object = sent) =>
    countsOf({ key, before: before as Item, after: { ...sent, ...after } as Item }).map(({ what, n }) => [what, n]);

  it("count who answered, what that makes of them, and the sum of the scores, once", () => {
    const answered = { answered: START, score: 9, promoter: START };
    expect(whats(answered)).toEqual([
      ["answered", 1],
      ["promoter", 1],
      ["score", 9],
    ]);
    expect(whats({ ...answered, clicked: START }, { ...sent, ...answered })).toEqual([["clicked", 1]]);
  });

  it("count a zero as an answer, and words as one without a score", () => {
    const zero = { answered: START, score: 0, detractor: START };
    expect(whats(zero)).toEqual([
      ["answered", 1],
      ["detractor", 1],
    ]);
    expect(whats({ answered: START })).toEqual([["answered", 1]]);
  });

  it("tell the net promoter score and the mean", () => {
    const scores = [10, 9, 7, 3];
    const groups = ["promoter", "promoter", "passive", "detractor"];
    const all = scores.flatMap((score, n) => whats({ answered: START, score, [groups[n] ?? ""]: START }));
    const sum = (wanted: string) => all.reduce((total, [what, n]) => total + (what === wanted ? Number(n) : 0), 0);
    expect((100 * (sum("promoter") - sum("detractor"))) / sum("answered")).toBe(25);
    expect(sum("score") / sum("answered")).toBe(7.25);
  });
});

describe("the figures of a coupon", () => {
  const key = keys.given("ann", "e-1", "thanks");
  const about = { campaign: "welcome", step: "thanks" };
  const given = { ...key, ...about, coupon: "thanks-10", enrollment: "e-1", code: "THANKS-K7TQ9M2P", at: START };
  const redeemed = { ...given, redeemedAt: START + HOUR, total: 19.9, currency: "USD" };

  it("count that it was given, that it was redeemed, and for how much, under the step that gave it", () => {
    expect(countsOf({ key, before: undefined, after: given })).toEqual([{ ...about, what: "coupon given", n: 1 }]);
    expect(countsOf({ key, before: given, after: redeemed })).toEqual([
      { ...about, what: "coupon redeemed", n: 1 },
      { ...about, what: "revenue by coupon USD", n: 19.9 },
    ]);
  });

  it("count nothing that was counted, that was taken back, or that cost nothing", () => {
    expect(countsOf({ key, before: redeemed, after: { ...redeemed, total: 5 } })).toEqual([]);
    expect(countsOf({ key, before: given, after: { ...given, revokedAt: START } })).toEqual([]);
    expect(countsOf({ key, before: given, after: { ...redeemed, total: 0 } })).toEqual([
      { ...about, what: "coupon redeemed", n: 1 },
    ]);
  });
});

describe("the figures of a call", () => {
  const key = keys.call("ann", "e-1", "crm");
  const call = (state: string, tries = 1): Item => ({ ...key, campaign: "welcome", step: "crm", state, tries });
  const whats = (before: Item | undefined, after: Item) => countsOf({ key, before, after }).map(({ what }) => what);

  it("count how it ended, whichever try that was", () => {
    expect(whats(undefined, call("done"))).toEqual(["called"]);
    expect(whats(call("trying", 2), call("refused", 3))).toEqual(["call refused"]);
    expect(whats(call("trying", 7), call("given up", 8))).toEqual(["call given up"]);
  });

  it("count no try, and no end twice", () => {
    expect(whats(undefined, call("trying"))).toEqual([]);
    expect(whats(call("trying"), call("trying", 2))).toEqual([]);
    expect(whats(call("done"), call("done"))).toEqual([]);
  });
});

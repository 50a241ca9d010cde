import { describe, expect, it } from "vitest";
import type { Step } from "../../lib/campaign/steps.ts";
import { compile } from "../../lib/compiler/compile.ts";
import { compiled, type Said } from "./given.ts";
import { LIBRARY_SHOP, LIBRARY_TEMPLATES, libraryCampaign } from "./library.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

const count = (said: Said | Step[]) => compiled(said).transitions;
const longest = (said: Said | Step[]): number => compiled(said).rules.longest;

describe("the transitions of the library", () => {
  const ofLibrary = (id: string) => compile(libraryCampaign(id), LIBRARY_SHOP, LIBRARY_TEMPLATES);

  it("thank-you: 2 or 3", () => {
    // Best: send thank-you and nobody clicks -> send try-these. Worst: a click -> tag curious -> send brewing-guide.
    expect(ofLibrary("thank-you").transitions).toEqual({ best: 2, worst: 3 });
  });

  it("replenishment: 4", () => {
    // Send running-low, wait 5 days -> ask for the Saturday -> wait for it -> send last-cup; the leading wait costs nothing.
    expect(ofLibrary("replenishment").transitions).toEqual({ best: 4, worst: 4 });
  });

  it("win-back: 1 to 6, one for each message and three for a coupon that may run out, and the wait before it", () => {
    // Best: send we-miss-you, a click, and the tag is put on at the end. Worst: silence -> send one of three -> wait 10 days ->
    // ask for a code -> choose -> send last-try.
    expect(ofLibrary("win-back").transitions).toEqual({ best: 1, worst: 6 });
  });

  it("nps: 2 to 6", () => {
    // Best: ask, and silence, which must name an end. Worst: an answer -> ask about it -> choose -> tell the team of a detractor ->
    // send we-are-sorry, and wait for the case -> tell the team again.
    expect(ofLibrary("nps").transitions).toEqual({ best: 2, worst: 6 });
  });

  it("lasts, at the longest, as long as its waits, and a day for each message that is held", () => {
    // thank-you: 3 days for a click, held a day; then a tag's minute; brewing-guide late a day, an hour's grace, held a day.
    expect(ofLibrary("thank-you").rules.longest).toBe(3 * DAY + DAY + 60 + (DAY + HOUR) + DAY);
    // replenishment: 5 days, held a day; until Saturday a week, a day and an hour; last-cup late a day, an hour, held a day.
    expect(ofLibrary("replenishment").rules.longest).toBe(5 * DAY + DAY + (8 * DAY + HOUR) + (DAY + HOUR) + DAY);
    // win-back: 3 days, held a day; one of three late a day, an hour's grace, held a day; 10 days; a minute for a code; the last one.
    expect(ofLibrary("win-back").rules.longest).toBe(3 * DAY + DAY + 2 * (DAY + HOUR + DAY) + 10 * DAY + 60);
  });
});

describe("transitions", () => {
  it("are five for five messages with waits between them", () => {
    const series: Step[] = [1, 2, 3, 4].flatMap((n) => [{ send: `mail-${n}` }, { wait: "3 days" }]);
    expect(count([...series, { send: "mail-5" }])).toEqual({ best: 5, worst: 5 });
  });

  it("are one for a message that is the last step", () => {
    expect(count([{ send: "hello" }])).toEqual({ best: 1, worst: 1 });
  });

  it("are fewer when a reaction ends the journey than when silence does, which must name an end", () => {
    expect(count([{ send: "hello" }, { waitFor: { clicked: "hello" }, within: "1 day" }])).toEqual({
      best: 1,
      worst: 2,
    });
  });

  it("count a question and its Choice, a moment and its wait", () => {
    const branch = { branch: [{ if: { "customer.orders": 1 }, steps: [{ tag: "a" }] }, { steps: [{ exit: "b" }] }] };
    expect(count([branch])).toEqual({ best: 3, worst: 3 });
    expect(count([{ tag: "a" }, { wait: { until: "monday" } }, { tag: "b" }])).toEqual({ best: 4, worst: 4 });
  });
});

describe("the longest that a journey takes", () => {
  const lasts = (wait: Step): number => longest([{ tag: "a" }, wait, { tag: "b" }]) - 120;

  it("counts waits in full, and moments by how far they can be", () => {
    expect(lasts({ wait: "3 days" })).toBe(3 * DAY);
    expect(lasts({ wait: { until: "09:30" } })).toBe(DAY + HOUR);
    expect(lasts({ wait: { until: "monday" } })).toBe(8 * DAY + HOUR);
  });

  it("is never more than the year that an execution lasts", () => {
    expect(longest([{ tag: "a" }, { wait: { until: "customer.attributes.renewsOn" } }, { tag: "b" }])).toBe(365 * DAY);
  });

  it("counts that each message may be held until it is late", () => {
    const sending = { lateAfter: "10 days" };
    // Held, and an hour's grace after it would have been too late again.
    expect(longest({ steps: [{ send: "hello" }], sending })).toBe(10 * DAY + (10 * DAY + HOUR));
    expect(longest({ steps: [{ send: "hello" }, { wait: "2 days" }, { tag: "a" }], sending })).toBe(
      10 * DAY + 2 * DAY + 60,
    );
    const chosen: Step = {
      branch: [{ if: { "customer.orders": 1 }, steps: [{ send: "hello" }] }, { steps: [{ send: "news" }] }],
    };
    expect(longest({ steps: [chosen], sending })).toBe(10 * DAY + (10 * DAY + HOUR));
    const { rules } = compiled({ steps: [chosen], sending }, {}, { news: { kind: "transactional" } });
    expect(rules.longest).toBe(10 * DAY + (10 * DAY + HOUR));
  });

  it("does not hold what serves the customer", () => {
    const { rules } = compiled([{ send: "hello" }], {}, { hello: { kind: "transactional" } });
    expect(rules.longest).toBe(DAY + HOUR);
  });

  it("leaves the leading wait out: nothing runs meanwhile", () => {
    expect(longest([{ wait: "60 days" }, { tag: "a" }])).toBe(60);
  });
});

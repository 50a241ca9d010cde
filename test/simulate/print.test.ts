import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { printReport } from "../../lib/simulate/print.ts";
import { buys, ORDINARY, run, until, WIN_BACK } from "./given.ts";

const GOLDEN = "test/simulate/golden/report.txt";
const HOW = "when the change is meant, rewrite it: UPDATE_GOLDEN=1 npx vitest run test/simulate/print.test.ts";

const crowd = Array.from({ length: 150 }, (_, index) => buys(`c${index}`, index % 40, 45 + ((index * 17) % 60))).flat();
const small = run([...crowd, ...until(110)], {
  campaigns: [
    WIN_BACK,
    {
      id: "thanks",
      start: { on: "purchase", again: "always" },
      goal: { on: "purchase", within: "30 days" },
      steps: [{ send: "thanks" }, { wait: "4 days" }, { send: "tips" }],
    },
  ],
  shop: { sending: { hours: "09:00-20:00", atMost: "2 per 7 days" }, timeZone: "Europe/London" },
  rates: ORDINARY,
});
const fault = { file: "orders.csv", line: 7, path: "total", what: '"n/a" is no amount', fix: "write a number" };

describe("the printed report", () => {
  it("is the golden one", async () => {
    const { report } = await small;
    const text = printReport({
      ...report,
      notes: ["orders that name no currency: 300 (the shop's is taken)"],
      faults: [fault],
    });
    if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, text);
    expect(text, `${GOLDEN} differs; ${HOW}`).toBe(existsSync(GOLDEN) ? readFileSync(GOLDEN, "utf8") : "");
  });

  it("is at most 100 columns wide, with blanks at no end, whatever names and numbers are in it", async () => {
    const { report } = await small;
    const name = "a-name-as-long-as-anyone-would-ever-give-to-a-campaign-of-a-shop".repeat(2);
    const [first] = report.campaigns;
    if (first === undefined) throw new Error("there is no campaign");
    const huge = {
      ...first,
      id: name,
      name,
      enrolled: 123_456_789,
      notEnrolled: { [name]: 1, [`${name}2`]: 2 },
      steps: first.steps.map((step) => ({ ...step, state: name, onward: { [name]: 1, other: 99_999_999 } })),
      messages: first.messages.map((message) => ({ ...message, step: name, withheld: { [name]: 3 } })),
    };
    const faults = Array.from({ length: 30 }, () => ({ ...fault, what: name.replaceAll("-", " ") }));
    const text = printReport({ ...report, campaigns: [huge], notes: [name.replaceAll("-", " ")], faults });
    for (const line of text.split("\n")) {
      expect(line.length, line).toBeLessThanOrEqual(100);
      expect(line).toBe(line.trimEnd());
    }
    expect(text).toContain("and 10 more; --json lists them all");
  });

  it("begins with what matters: within a screen all campaigns are summed up", async () => {
    const screen = printReport((await small).report)
      .split("\n")
      .slice(0, 25)
      .join("\n");
    for (const word of ["customers", "messages", "goal", "cost on AWS", "win-back", "thanks", "held out", "supposed"]) {
      expect(screen).toContain(word);
    }
  });

  it.each([
    [[0], "messages by day"],
    [[0, 60], "messages by week, from Monday"],
    [[0, 300], "messages by month"],
    [[0, 1_500], "messages by year"],
  ])("tells messages of days %j %s", async (days, title) => {
    const hello = { id: "hello", start: { on: "purchase", again: "always" as const }, steps: [{ send: "hello" }] };
    const { report } = await run([...buys("ana", ...days), ...until(1_501)], { campaigns: [hello] });
    const lines = printReport(report).split("\n");
    const chart = lines.slice(lines.indexOf(`  ${title}`) + 1);
    const bars = chart.slice(0, chart.indexOf("")).map((line) => Number(line.trim().split(/\s+/)[1]));
    expect(bars.length).toBeGreaterThan(0);
    expect(bars.length).toBeLessThan(40);
    // Times without a message are there too: no gap is hidden.
    expect(bars.reduce((sum, n) => sum + n, 0)).toBe(days.length);
  });
});

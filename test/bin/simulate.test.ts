import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../lib/simulate/report.ts";
import { type Ended, type Folder, givenFolder, regulars } from "./regulars.ts";

let shop: Folder;
let first: Ended;
let second: Ended;
beforeAll(async () => {
  shop = await givenFolder();
  const rows = Array.from({ length: 60 }, (_, index) => {
    const day = (offset: number) => new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10);
    return [`c${index},${day(index % 30)},${20 + index}`, `c${index},${day(60 + ((index * 7) % 60))},35.50`];
  }).flat();
  rows.splice(10, 0, "c1,yesterday,10", "c2,2025-01-05,ten");
  await shop.file("orders.csv", `customer_id,date,total\n${rows.join("\n")}\n`);
  const broken = JSON.stringify({ id: "broken", name: "Broken", start: { on: "purchase" }, steps: [{ sned: "x" }] });
  await shop.file("campaigns/broken.json", broken);
  const args = ["simulate", "--orders", "orders.csv", "--rate", "thank-you.clicked=50%", "--seed", "s"];
  [first, second] = await Promise.all([
    regulars(shop.path, ...args, "--json", "--out", "one.jsonl"),
    regulars(shop.path, ...args, "--json", "--out", "two.jsonl"),
  ]);
}, 60_000);
afterAll(() => shop.remove());

const report = () => JSON.parse(first.out) as Report & { leftOut: { file: string }[] };
const lines = async (file: string) => (await readFile(join(shop.path, file), "utf8")).trimEnd().split("\n");

describe("simulate", () => {
  it("lists rows it cannot use by their lines, and goes on with the rest", () => {
    expect(first.code).toBe(1);
    expect(report().events).toBe(120);
    expect(report().faults.map(({ line }) => line)).toEqual([12, 13]);
  });

  it("leaves a campaign with faults out, says so, and runs the others", async () => {
    const files = await readdir(join(shop.path, "campaigns"));
    const ids = files.map((name) => name.replace(/\.json$/, "")).filter((id) => id !== "broken");
    expect(report().campaigns.map(({ id }) => id)).toEqual(ids.sort());
    expect(report().leftOut).toMatchObject([{ file: "campaigns/broken.json" }]);
    expect(first.err).toMatch(/^left out: campaigns\/broken\.json:1 steps\[0\]: unknown key "sned"/);
  });

  it("takes the rates of the command line", () => {
    const thanks = report()
      .campaigns.find(({ id }) => id === "thank-you")
      ?.messages.find(({ step }) => step === "thank-you");
    const share = (thanks?.clicked ?? 0) / (thanks?.sent ?? 1);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  });

  it("writes lines that agree with the report", async () => {
    const parsed = (await lines("one.jsonl")).map((line) => JSON.parse(line) as Record<string, string>);
    const mails = parsed.filter((line) => "message" in line);
    const { messages, cost, from, to } = report();
    expect(mails).toHaveLength(messages.sent);
    expect(parsed).toHaveLength(messages.sent + cost.transitions);
    expect(Object.keys(mails[0] ?? {})).toEqual(["at", "message", "campaign", "customer", "enrollment", "step"]);
    expect(mails[0]?.customer).toBe(1);
    const times = parsed.map(({ at }) => at ?? "");
    expect(times).toEqual(times.toSorted());
    expect((times[0] ?? "") >= from && (times.at(-1) ?? "") <= to).toBe(true);
  });

  it("gives the same report and the same lines again, byte for byte", async () => {
    expect(second.out).toBe(first.out);
    expect(await lines("two.jsonl")).toEqual(await lines("one.jsonl"));
  });

  it("prints words without a progress bar where there is no terminal", async () => {
    const { out, err, code } = await regulars(
      shop.path,
      "simulate",
      "--orders",
      "orders.csv",
      "--campaign",
      "win-back",
    );
    expect(out).toContain("── win-back: Win back quiet customers ──");
    expect(out).toMatch(/orders\.csv:12 date: .* is not a date/);
    expect(err).toBe("");
    expect(code).toBe(1);
  });
});

describe("the examples of --help", () => {
  it("are understood as printed, and no line is wider than 80 columns", async () => {
    const helps = await Promise.all(
      ["new", "validate", "compile", "diagram", "preview", "simulate", "start"].map((name) =>
        regulars(shop.path, name, "--help"),
      ),
    );
    for (const { out, code } of helps) {
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:\n {2}npx regulars /);
      for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, givenFolder, regulars } from "./regulars.ts";

const CAMPAIGNS = readdirSync(join(import.meta.dirname, "../../campaigns"))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""))
  .sort();

let shop: Folder;
beforeAll(async () => {
  shop = await givenFolder();
  await shop.file("orders.csv", "customer_id,date,total\na,2025-01-01,10\nb,2025-02-01,nope\na,2025-03-01,20\n");
});
afterAll(() => shop.remove());

describe.concurrent("--json prints one JSON value and nothing else", () => {
  it.each<[string, number, object]>([
    [
      "validate",
      0,
      {
        campaigns: CAMPAIGNS.map((id) => ({ id })),
        faults: [],
      },
    ],
    ["compile win-back", 0, { rules: { campaign: "win-back" }, machine: { QueryLanguage: "JSONata" } }],
    ["compile win-back --out machines", 0, { files: ["machines/win-back.asl.json"] }],
    ["diagram win-back --svg picture.svg", 0, { id: "win-back", svg: "picture.svg" }],
    ["preview we-miss-you --locale th", 0, { locale: "th" }],
    [
      "simulate --orders orders.csv",
      1,
      { customers: 1, events: 2, faults: [{ file: "orders.csv", line: 3 }], leftOut: [] },
    ],
    ["compile win-bak", 2, { error: 'no campaign "win-bak"; did you mean "win-back"?', faults: [] }],
    ["preview", 2, { error: "missing required argument 'template'", faults: [] }],
    ["--project campaigns validate", 1, { campaigns: [], faults: [{ file: "shop.json" }] }],
    ["--project campaigns compile x", 1, { faults: [{ file: "shop.json", path: "" }] }],
  ])("%s", async (line, code, value) => {
    const ended = await regulars(shop.path, ...line.split(" "), "--json");
    expect(JSON.parse(ended.out)).toMatchObject(value);
    expect(ended.code).toBe(code);
  });
});

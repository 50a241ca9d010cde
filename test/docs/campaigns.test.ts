import { describe, expect, it } from "vitest";
import { checkAll } from "../../lib/campaign/check.ts";
import { conditionSchema } from "../../lib/campaign/conditions.ts";
import { MESSAGE_FACTS } from "../../lib/campaign/holds.ts";
import { CUSTOMER_FACTS, ORDER_FACTS } from "../../lib/campaign/reading/known-facts.ts";
import { shopSchema } from "../../lib/campaign/shop.ts";
import { STEP_KINDS, type Step, stepSchema } from "../../lib/campaign/steps.ts";
import { kind } from "../../lib/campaign/walk.ts";
import { page } from "./pages.ts";

const campaigns = page("docs/campaigns.md");
const rows = campaigns.split("\n").filter((line) => line.startsWith("| `"));
const codes = rows.flatMap((row) =>
  [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code),
);
const blocks = [...campaigns.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = ""]) => JSON.parse(text));

describe("docs/campaigns.md", () => {
  it("shows every kind of step, as it may be written", () => {
    const steps = codes
      .filter((code) => code.startsWith("{"))
      .map((code) => stepSchema.parse(JSON.parse(code)) as Step);
    expect(new Set(steps.map(kind))).toEqual(new Set(STEP_KINDS));
  });

  it("explains every fact that a condition can ask", () => {
    const facts = [
      ...Object.keys(CUSTOMER_FACTS).map((fact) => `customer.${fact}`),
      ...Object.keys(ORDER_FACTS).map((fact) => `order.${fact}`),
      ...MESSAGE_FACTS,
    ];
    expect(facts.filter((fact) => !codes.includes(fact))).toEqual([]);
  });

  it("explains every reason for which a message is withheld", () => {
    const [, union = ""] = /export type Withheld =([^;]+);/.exec(page("lib/journey/records.ts")) ?? [];
    const reasons = [...union.matchAll(/"([^"]+)"/g)].map(([, reason = ""]) => reason);
    expect(reasons.length).toBeGreaterThan(10);
    expect(reasons.filter((reason) => !codes.includes(reason))).toEqual([]);
  });

  it("explains every key of shop.json", () => {
    const keys = Object.keys(shopSchema.shape).filter((key) => key !== "$schema");
    expect(keys.filter((key) => !codes.includes(key))).toEqual([]);
  });

  it("shows campaigns, steps and conditions without faults", () => {
    const [campaign, ...parts] = blocks;
    const templates = ["we-miss-you", "how-likely", "bring-a-friend"];
    const file = (id: string, value: object) => ({
      path: `campaigns/${id}.json`,
      text: JSON.stringify({ ...value, id }),
    });
    const example = { name: "An example", start: { on: "purchase" } };
    const lists = parts.filter((part) => Array.isArray(part)).map((steps) => ({ ...example, steps }));
    const files = [campaign, ...lists].map((value, index) => file(`c-${index}`, value));
    const declared = {
      coupons: { "thanks-10": { pattern: "THANKS-########" } },
      webhooks: { crm: { url: "https://a.example" } },
    };
    expect(checkAll(files, templates, declared).faults).toEqual([]);
    for (const condition of parts.filter((part) => !Array.isArray(part))) conditionSchema.parse(condition);
  });
});

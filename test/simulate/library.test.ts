import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compile } from "../../lib/compiler/compile.ts";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import { LIBRARY_FOLDER, readLibrary } from "../../lib/project/library.ts";
import { importOrders } from "../../lib/simulate/orders/import.ts";
import { printReport } from "../../lib/simulate/print.ts";
import { DEFAULT_RATES } from "../../lib/simulate/rates.ts";
import { buildReport, type Report } from "../../lib/simulate/report.ts";
import { simulate } from "../../lib/simulate/run.ts";
import { LIBRARY_TEMPLATES } from "../compiler/library.ts";
import { templatesDouble } from "../support/doubles.ts";

const SAMPLE = join(LIBRARY_FOLDER, "..", "shared", "data", "cdnow-sample.csv");

/** The whole library over the orders of one customer in twenty, which is enough for everything to meet. */
async function wholeLibrary(changed: (compiled: Compiled) => Compiled = (compiled) => compiled): Promise<Report> {
  const { shop, campaigns: authored } = await readLibrary();
  const campaigns = authored.map(({ campaign }) => changed(compile(campaign, shop, LIBRARY_TEMPLATES)));
  const content = createReadStream(SAMPLE);
  const imported = await importOrders({ path: "cdnow.csv", content }, { shop, seed: "seed" });
  const events = imported.events.filter(({ customerId }) => Number(customerId) % 20 === 0);
  const customers = new Set(events.map(({ customerId }) => customerId)).size;
  const about = { campaigns, shop, customers, events: events.length, notes: [], faults: [] };
  const ratesOf = () => DEFAULT_RATES;
  const templates = templatesDouble(new Set());
  return buildReport(await simulate({ campaigns, shop, templates, events, ratesOf, seed: "seed" }), about);
}

function isAbsent(): boolean {
  if (existsSync(SAMPLE)) return false;
  console.log("skipped: the CDNOW sample does not lie beside the project");
  return true;
}

/** Nobody looks at a limit any more: what the promise is worth without the code that keeps it. */
function withoutCaps(compiled: Compiled): Compiled {
  const text = JSON.stringify(compiled.machine, (key, value) => (key === "caps" ? undefined : value));
  return { ...compiled, machine: JSON.parse(text) };
}

it("the whole library at once writes to nobody more often than the shop allows", async (context) => {
  if (isAbsent()) return context.skip();
  const report = await wholeLibrary();
  const [ofShop] = report.limits;
  expect(report.messages.sent).toBeGreaterThan(1_000);
  expect(ofShop).toEqual({ of: "shop", allows: 3, span: "7 days", most: 3, broken: 0 });
  expect(report.limits.find(({ of }) => of === "survey")).toMatchObject({ most: 1, broken: 0 });
  expect(printReport(report)).toContain("(the shop allows 3)");
  // What a limit withheld and what gave way are told by the figures of each campaign, too.
  const told = Object.entries(report.messages.withheld).filter(([why]) => why.startsWith("gave way to "));
  const gaveWay = report.gaveWay.filter(({ to }) => to !== undefined);
  expect(gaveWay.reduce((sum, { messages }) => sum + messages, 0)).toBe(told.reduce((sum, [, n]) => sum + n, 0));
});

it("without the code that keeps limits, the same report says that they were not kept", async (context) => {
  if (isAbsent()) return context.skip();
  const report = await wholeLibrary(withoutCaps);
  expect(report.limits[0]?.most).toBeGreaterThan(3);
  expect(report.findings[0]).toMatch(/^A limit was NOT KEPT: \d+ customers got more than 3 messages in 7 days/);
  expect(printReport(report)).toMatch(/NOT KEPT: 3 allowed; \d+ customers got more\n/);
});

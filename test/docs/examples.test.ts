import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkAll } from "../../lib/campaign/check.ts";
import { say } from "../../lib/campaign/faults.ts";
import { loadProject } from "../../lib/project/load.ts";
import { type Folder, givenFolder } from "../bin/regulars.ts";
import { campaignOf, type Example, examplesOf, shopPart } from "./examples.ts";
import { page, ROOT } from "./pages.ts";

const NAMES = ["campaigns", "surveys", "referrals", "coupons", "stages", "webhooks"];
const PAGES = ["README.md", ...NAMES.map((name) => `docs/${name}.md`)];

let folder: Folder;
beforeAll(async () => {
  folder = await givenFolder();
});
afterAll(() => folder.remove());

/** The sample's shop.json with what a page adds to it. */
function shopWith(examples: readonly Example[]): string {
  const shop = JSON.parse(page("shop.json")) as Record<string, object>;
  const parts = examples.flatMap((example) => Object.entries(shopPart(example) ?? {}));
  for (const [key, value] of parts) shop[key] = { ...shop[key], ...value };
  return JSON.stringify(shop);
}

/** What `validate` says of a page's examples, all of them in the sample shop; the place is that on the page. */
async function faultsOf(examples: readonly Example[]) {
  const files = examples.flatMap((example, index) => {
    const [campaign, id] = [campaignOf(example), `example-${index}`];
    return campaign === undefined ? [] : [{ ...example, name: `campaigns/${id}.json`, campaign: { ...campaign, id } }];
  });
  expect(files).not.toEqual([]);
  await folder.file("shop.json", shopWith(examples));
  await Promise.all(files.map(({ name, campaign }) => folder.file(name, JSON.stringify(campaign))));
  const { faults } = await loadProject(folder.path);
  await Promise.all(files.map(({ name }) => rm(join(folder.path, name))));
  const whereOf = (name: string) => files.find((file) => file.name === name)?.where ?? name;
  return faults.map(({ line: _, ...fault }) => ({ ...fault, file: whereOf(fault.file) }));
}

it.each(PAGES)("what %s shows can be copied into the sample shop", async (path) => {
  const examples = examplesOf(path);
  const faults = await faultsOf(examples);
  const told = examples.flatMap(({ where, missing }) => missing.map((name) => ({ where, name })));
  const isTold = ({ where, name }: (typeof told)[number], fault: (typeof faults)[number]) =>
    fault.file === where && fault.what.includes(name);
  expect(faults.filter((fault) => !told.some((one) => isTold(one, fault))).map(say)).toEqual([]);
  const notMissing = told.filter((one) => !faults.some((fault) => isTold(one, fault)));
  expect(notMissing, "the comment says that the sample shop does not have it").toEqual([]);
});

/** What somebody mistyped in campaigns/win-back.json. */
const MISTYPED = [
  ['"holdout": "10%"', '"holdout": "ten"'],
  ['{ "send": "we-miss-you" }', '{ "send": "we-mis-you" }'],
  ['{ "tag": "warm" }', '{ "tagg": "warm" }'],
  ['"customer.orders": { "atLeast": 5 }', '"customer.orders": { "atleast": 5 }'],
] as const;

it("README.md shows the faults that validate finds in a campaign with four mistakes", () => {
  const path = "campaigns/win-back.json";
  const text = MISTYPED.reduce((written, [right, wrong]) => written.replace(right, wrong), page(path));
  const shown = page("README.md")
    .split("\n")
    .filter((line) => line.startsWith(`${path}:`));
  expect(checkAll([{ path, text }], readdirSync(join(ROOT, "templates"))).faults.map(say)).toEqual(shown);
});

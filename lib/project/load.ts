import { join } from "node:path";
import type { Campaign } from "../campaign/campaign.ts";
import { type CheckedCampaign, checkAll } from "../campaign/check.ts";
import { toSeconds } from "../campaign/durations.ts";
import type { Fault } from "../campaign/faults.ts";
import { readShop } from "../campaign/read-shop.ts";
import type { SourceFile } from "../campaign/reading/document.ts";
import type { Shop } from "../campaign/shop.ts";
import { compile } from "../compiler/compile.ts";
import type { Compiled, Rules } from "../compiler/compiled.ts";
import { LimitExceeded } from "../compiler/limits.ts";
import { compileTemplate } from "../email/compile.ts";
import type { Template } from "../email/template.ts";
import { checkTopic } from "../email/topic.ts";
import { readIfThere } from "./files.ts";
import { listFolder } from "./folder.ts";
import { readTemplates } from "./templates.ts";
import { checkThanked } from "./thanked.ts";
import { checkUses } from "./uses.ts";

/** A shop's folder: shop.json, campaigns/, templates/. */
export interface Project {
  folder: string;
  /** Absent when shop.json has faults; then nothing is compiled. */
  shop?: Shop;
  /** Without faults, in the order of their files, with what they compile to. */
  campaigns: { campaign: Campaign; file: string; compiled: Compiled }[];
  templates: Map<string, Template>;
  /** Names of all template folders, also of faulty ones. */
  templateNames: string[];
  /** All faults of all files. */
  faults: Fault[];
}

/** Where compiled templates are kept between runs; may be deleted at any time. */
const CACHE = join(".regulars", "cache", "templates");

/** Reads, checks and compiles everything in a shop's folder. Throws only when the folder cannot be read at all. */
export async function loadProject(folder: string): Promise<Project> {
  const [shopFile, campaignFiles, { sources, names: templateNames, faults: templateFaults }] = await Promise.all([
    readIfThere(folder, "shop.json"),
    readCampaignFiles(folder),
    readTemplates(join(folder, "templates")),
  ]);
  const { shop, faults: shopFaults } = shopOf(shopFile);
  const results = await Promise.all(
    sources.map((source) => compileTemplate(source, { cacheDir: join(folder, CACHE) })),
  );
  const templates = new Map(
    results.flatMap(({ template }) => (template === undefined ? [] : [[template.name, template]])),
  );
  const { campaigns: checked, faults: campaignFaults } = checkAll(campaignFiles.filter(isSource), templateNames, shop);
  const useFaults = [...templates.values()].flatMap((template) => checkUses(template, checked));
  // A campaign with faults may be the one that is looked for.
  const isAllRead = campaignFaults.length === 0 && campaignFiles.every(isSource);
  const topics = Object.keys(shop?.topics ?? {});
  const manifests = new Map(sources.map(({ name, files }) => [name, files["template.json"] ?? ""]));
  const topicFaults = [...templates.values()].flatMap((template) =>
    shop === undefined ? [] : checkTopic(template, topics, manifests.get(template.name) ?? ""),
  );
  const compiled = shop === undefined ? [] : checked.map((one) => compileOne(one, shop, templates));
  return {
    folder,
    ...(shop === undefined ? {} : { shop }),
    campaigns: compiled.flatMap((result) => ("fault" in result ? [] : [result])),
    templates,
    templateNames,
    faults: [
      ...shopFaults,
      ...campaignFiles.flatMap((file) => (isSource(file) ? [] : [file.fault])),
      ...campaignFaults,
      ...(isAllRead ? checkThanked(checked) : []),
      ...useFaults,
      ...topicFaults,
      ...compiled.flatMap((result) => ("fault" in result ? [result.fault] : [])),
      ...templateFaults,
      ...once(results.flatMap(({ faults }) => faults)),
    ],
  };
}

/** What is wrong with a shared file is found in every template that includes it. */
function once(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}

const NO_SHOP: Fault = {
  file: "shop.json",
  path: "",
  what: "there is no shop.json in this folder",
  fix: "run this in your shop's folder, name the folder with --project, or copy the shop.json of the examples",
};

function shopOf(file: SourceFile | { fault: Fault } | undefined): ReturnType<typeof readShop> {
  if (file === undefined) return { faults: [NO_SHOP] };
  return isSource(file) ? readShop(file) : { faults: [file.fault] };
}

function isSource(file: SourceFile | { fault: Fault }): file is SourceFile {
  return "text" in file;
}

function compileOne(
  { campaign, path }: CheckedCampaign,
  shop: Shop,
  templates: ReadonlyMap<string, Template>,
): { campaign: Campaign; file: string; compiled: Compiled } | { fault: Fault } {
  try {
    const compiled = compile(campaign, shop, templates);
    const kept = checkKept(compiled.rules, shop);
    return kept === undefined ? { campaign, file: path, compiled } : { fault: kept };
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return { fault: { file: path, path: "", what: error.message, fix: error.fix } };
  }
}

/** A message whose record is gone could be sent twice. */
function checkKept({ campaign, longest }: Rules, { keep }: Shop): Fault | undefined {
  if (keep?.messages === undefined || toSeconds(keep.messages) >= longest) return undefined;
  const days = `${Math.ceil(longest / 86_400)} days`;
  return {
    file: "shop.json",
    path: "keep.messages",
    what: `${keep.messages} is shorter than the longest journey of "${campaign}", which may take ${days}`,
    why: "a message whose record is gone could be sent twice",
    fix: `write "${days}" or more, or make the journey shorter`,
  };
}

/** Notes may lie beside campaigns; anything else that would be passed over in silence is said. */
async function readCampaignFiles(folder: string): Promise<(SourceFile | { fault: Fault })[]> {
  const { entries, faults } = await listFolder(join(folder, "campaigns"), "campaigns");
  const read = await Promise.all(
    entries
      .filter(({ name }) => !name.endsWith(".md"))
      .map(({ name, kind }) => {
        const path = `campaigns/${name}`;
        const isCampaign = name.endsWith(".json") && kind !== "other";
        return isCampaign ? readIfThere(folder, path) : { fault: { file: path, ...NO_CAMPAIGN } };
      }),
  );
  return [...read.filter((file) => file !== undefined), ...faults.map((fault) => ({ fault }))];
}

const NO_CAMPAIGN = {
  path: "",
  what: "only files whose names end in .json are campaigns",
  fix: "rename it, or move it elsewhere",
};

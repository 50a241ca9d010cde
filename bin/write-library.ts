import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTemplates } from "../lib/email/render.ts";
import { type LibraryCampaign, readLibrary } from "../lib/project/library.ts";
import { loadProject } from "../lib/project/load.ts";
import { diagramPart, messagesPart, needsPart, originOf, partOf, withPart } from "./library/parts.ts";
import { readSample, reportOn, resultPart, type Sample, togetherPart } from "./library/results.ts";
import { indexPart } from "./library/table.ts";

// Writes the generated parts of docs/library/*.md: needs, diagrams, messages, and what simulate reports on real orders. Figures
// whose campaigns are as they were are left as they are; they are left out where the file of orders does not lie beside the project.
// Ids on the command line have these simulated again, and `all` every one.
const FOLDER = join(import.meta.dirname, "..");
const PAGES = join(FOLDER, "docs", "library");
const ORDERS = join(FOLDER, "..", "shared", "data", "cdnow-sample.csv");

const asked = process.argv.slice(2);
const library = await readLibrary(FOLDER);
const project = await loadProject(FOLDER);
const { shop, templates, faults } = project;
if (shop === undefined || faults.length > 0)
  throw new Error("this folder has faults; npx regulars validate lists them");
const compiled = new Map(project.campaigns.map((one) => [one.campaign.id, one.compiled] as const));

const sample: Sample | undefined = existsSync(ORDERS)
  ? {
      shop,
      templates: createTemplates(templates),
      rates: new Map([...templates].map(([name, { rates }]) => [name, rates])),
      ...(await readSample(ORDERS, shop)),
    }
  : undefined;

for (const entry of library.campaigns) await writePage(entry);
await writeIndex();

async function writePage(entry: LibraryCampaign): Promise<void> {
  const { id } = entry.campaign;
  await change(id, async (page) => {
    const described = [
      ["needs", needsPart(entry)],
      ["diagram", diagramPart(entry)],
      ["messages", messagesPart(entry.templates, templates)],
    ] as const;
    const written = described.reduce((text, [name, body]) => withPart(text, name, body), page);
    return withResult(written, id, [entry], resultPart);
  });
}

async function writeIndex(): Promise<void> {
  const { campaigns } = library;
  await change("README", async (page) =>
    withResult(withPart(page, "campaigns", indexPart(campaigns)), "README", campaigns, togetherPart),
  );
}

async function withResult(
  page: string,
  name: string,
  entries: readonly LibraryCampaign[],
  part: typeof resultPart,
): Promise<string> {
  const machines = entries.flatMap(({ campaign }) => compiled.get(campaign.id) ?? []);
  const sends = [...new Set(entries.flatMap((entry) => entry.templates))];
  const origin = originOf(machines, sends, templates);
  const isAsked = asked.includes("all") || asked.includes(name);
  if (sample === undefined || (partOf(page, "result")?.note === origin && !isAsked)) return page;
  return withPart(page, "result", part(await reportOn(machines, sample)), origin);
}

async function change(name: string, how: (page: string) => Promise<string>): Promise<void> {
  const path = join(PAGES, `${name}.md`);
  const page = await readFile(path, "utf8");
  const changed = await how(page).catch((error: unknown) => {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  });
  if (changed === page) return;
  await writeFile(path, changed);
  console.log(path);
}

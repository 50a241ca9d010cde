import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diagramPart, messagesPart, needsPart, originOf, partOf, type Sent } from "../../bin/library/parts.ts";
import { readSample, reportOn, resultPart } from "../../bin/library/results.ts";
import { indexPart } from "../../bin/library/table.ts";
import { compile } from "../../lib/compiler/compile.ts";
import { manifestSchema } from "../../lib/email/source/manifest.ts";
import { LIBRARY_FOLDER, type LibraryCampaign, readLibrary } from "../../lib/project/library.ts";
import { templatesDouble } from "../support/doubles.ts";

const SAMPLE = join(LIBRARY_FOLDER, "..", "shared", "data", "cdnow-sample.csv");
const FOLDER = join(LIBRARY_FOLDER, "docs", "library");
const HOW = "run npm run library, which writes the generated parts anew";

const library = await readLibrary();
const page = (name: string): string => readFileSync(join(FOLDER, `${name}.md`), "utf8");
const ids = library.campaigns.map(({ campaign }) => campaign.id);

const templates = new Map<string, Sent>(
  [...new Set(library.campaigns.flatMap((entry) => entry.templates))].map((name) => {
    const path = join(LIBRARY_FOLDER, "templates", name, "template.json");
    return [name, manifestSchema.parse(JSON.parse(readFileSync(path, "utf8")))];
  }),
);
const kinds = new Map([...templates].map(([name, { kind, topic }]) => [name, { kind: kind as "marketing", topic }]));
const compiled = ({ campaign }: LibraryCampaign) => compile(campaign, library.shop, kinds);

describe("the library's pages", () => {
  it("are one for each campaign, and an index", () => {
    const files = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ""));
    expect(files.sort()).toEqual(["README", ...ids].sort());
  });

  it.each(library.campaigns)("$campaign.id: needs, diagram and messages are those of the campaign", (entry) => {
    const text = page(entry.campaign.id);
    expect(text.startsWith(`# ${entry.campaign.name}\n`)).toBe(true);
    expect(partOf(text, "needs")?.body, HOW).toBe(needsPart(entry));
    expect(partOf(text, "diagram")?.body, HOW).toBe(diagramPart(entry));
    expect(partOf(text, "messages")?.body, HOW).toBe(messagesPart(entry.templates, templates));
  });

  it.each(library.campaigns)("$campaign.id: its figures are of the campaign as it is", (entry) => {
    const { body, note } = partOf(page(entry.campaign.id), "result") ?? {};
    expect(note, HOW).toBe(originOf([compiled(entry)], entry.templates, templates));
    expect(body).toContain(`── ${entry.campaign.id}: `);
  });

  it.each(library.campaigns)("$campaign.id: is told in words, which name what a shop adapts", ({ campaign, needs }) => {
    const text = page(campaign.id);
    for (const part of ["When to use it", "What the shop must send", "What to adapt", "What it would have done"])
      expect(text).toContain(`## ${part}\n`);
    expect(text).toContain("**Not** ");
    for (const name of [...needs.events, ...needs.coupons]) expect(text.replace(/<!--.*?<!--/gs, "")).toContain(name);
  });

  it.each(["README", ...ids])("%s: links lead to files that there are", (name) => {
    const links = [...page(name).matchAll(/\]\(([^)\s#:]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(join(FOLDER, link)))).toEqual([]);
  });

  it("list all campaigns in the index, whose figures are of all of them as they are", () => {
    const text = page("README");
    expect(partOf(text, "campaigns")?.body, HOW).toBe(indexPart(library.campaigns));
    const machines = library.campaigns.map(compiled);
    expect(partOf(text, "result")?.note, HOW).toBe(originOf(machines, [...templates.keys()], templates));
    expect(partOf(text, "result")?.body).toContain("most messages to one customer in 7 days");
  });

  it("show what simulate reports", async (context) => {
    if (!existsSync(SAMPLE)) {
      console.log("skipped: the CDNOW sample does not lie beside the project");
      return context.skip();
    }
    const entry = library.campaigns.find(({ campaign }) => campaign.id === "vip-welcome");
    if (entry === undefined) throw new Error("there is no vip-welcome");
    const report = await reportOn([compiled(entry)], {
      shop: library.shop,
      templates: templatesDouble(new Set()),
      rates: new Map([...templates].map(([name, { rates }]) => [name, rates])),
      ...(await readSample(SAMPLE, library.shop)),
    });
    expect(partOf(page("vip-welcome"), "result")?.body, HOW).toBe(resultPart(report));
  }, 60_000);
});

describe("stale figures", () => {
  const [first, second] = library.campaigns;
  if (first === undefined || second === undefined) throw new Error("there are too few campaigns");
  const origin = (entry: LibraryCampaign, of = templates) => originOf([compiled(entry)], first.templates, of);

  it("are noticed when a campaign does something else, and when its readers are supposed to react otherwise", () => {
    const steps = [{ wait: "1 day" }, ...first.campaign.steps];
    const changed = { ...first, campaign: { ...first.campaign, steps } };
    expect(origin(changed)).not.toBe(origin(first));
    const rates = { opened: 1, clicked: 1, bought: 1 };
    const other = new Map([...templates].map(([name, sent]) => [name, { ...sent, rates }]));
    expect(origin(first, other)).not.toBe(origin(first));
  });

  it("are not, when a campaign is only called something else", () => {
    const renamed = { ...first, campaign: { ...first.campaign, name: "Another name" } };
    expect(origin(renamed)).toBe(origin(first));
  });
});

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { preview } from "../lib/email/preview.ts";
import type { Template } from "../lib/email/template.ts";
import { loadProject } from "../lib/project/load.ts";
import { type Browser, findChromium, openBrowser } from "./pictures/chromium.ts";
import { PAGES, takePages } from "./pictures/pages.ts";
import { type Shot, sheetOf } from "./pictures/sheet.ts";
import { SCREENS, shoot } from "./pictures/shoot.ts";

// Writes docs/images/templates/*.png: every template of this folder in its languages, on a phone and a desktop, light and dark;
// and of the local server's pages docs/images/campaign.png and customer.png. Names on the command line choose among them.
const PAGES_OUT = join("docs", "images");
const OUT = join(PAGES_OUT, "templates");

const program = findChromium(process.env);
if (program === undefined) {
  throw new Error("there is no Chromium on the path; install one (apt-get install chromium), or name it in CHROMIUM");
}
const { campaigns, templates, shop, faults } = await loadProject(".");
if (shop === undefined || faults.length > 0)
  throw new Error("this folder has faults; npx regulars validate lists them");

const asked = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "regulars-sheets-"));
const browser = await openBrowser(program);
try {
  await mkdir(OUT, { recursive: true });
  for (const template of templates.values()) {
    if (isAsked(template.name)) await picture(browser, template, shop);
  }
  const pages = PAGES.filter(isAsked);
  if (pages.length > 0) await takePages(browser, { campaigns, templates, shop }, pages, PAGES_OUT);
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

function isAsked(name: string): boolean {
  return asked.length === 0 || asked.includes(name);
}

async function picture(browser: Browser, template: Template, shop: Parameters<typeof preview>[1]): Promise<void> {
  const shots: Shot[] = [];
  for (const { locale } of template.variants) {
    const page = join(folder, `${template.name}.${locale}.html`);
    await writeFile(page, (await preview(template, shop, { locale })).html);
    for (const screen of SCREENS) {
      const path = join(folder, `${template.name}.${locale}.${screen.name}.${screen.scheme}.png`);
      await shoot(browser, pathToFileURL(page).href, screen, path);
      shots.push({ locale, screen, path });
    }
  }
  const sheet = sheetOf(shots);
  const page = join(folder, `${template.name}.sheet.html`);
  await writeFile(page, sheet.html);
  const path = join(OUT, `${template.name}.png`);
  await shoot(
    browser,
    pathToFileURL(page).href,
    { name: "sheet", width: sheet.width, scheme: "light", scale: 1 },
    path,
  );
  console.log(path);
}

import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nameSchema } from "../../../lib/campaign/parts/names.ts";
import { type Library, type LibraryCampaign, type Needs, readLibrary } from "../../../lib/project/library.ts";
import { loadProject, type Project } from "../../../lib/project/load.ts";
import { hearsOfFriends } from "../../../lib/project/thanked.ts";
import { makeFolder, refusedFile } from "../files.ts";
import type { NewOptions } from "../new.ts";
import { EXIT, print, printJson } from "../output.ts";
import type { Common } from "../project.ts";
import { Refused, unknown } from "../refused.ts";
import { called } from "./called.ts";
import { missingIn, withDeclared } from "./declare.ts";
import { offerOf, printOffers } from "./list.ts";
import { type Copy, campaignFile, namesFor, onlyShopLacks, planOf, standsInTheWay } from "./plan.ts";
import { printMade } from "./print.ts";
import { readShopFile } from "./shop-file.ts";
import { yoursIn } from "./yours.ts";

/**
 * Lists the library, or copies a campaign of it.
 *
 * 1. The campaign, its new name and the shop.json are looked at; nothing is written before all is known.
 * 2. What would be overwritten stands in the way of everything.
 * 3. Files are written, shop.json last, and only where that was asked for.
 * 4. The folder is checked as `validate` does.
 */
export async function run(id: string | undefined, options: NewOptions, common: Common): Promise<void> {
  const library = await readLibrary();
  if (id === undefined) return list(library, options, common);
  const picked = pick(library, id);
  const names = namesFor(picked, readId(options.as));
  const { project } = common;
  const shop = await readShopFile(project, options.shop === true, library.folder, id);
  const plan = await planOf(library.folder, project, picked, names);
  const missing = missingIn(shop.shop, picked.needs, library.shop);
  const isDeclared = Object.keys(missing).length === 0;
  if (plan.same.includes(campaignFile(names)) && options.writeShop !== true)
    throw isDeclared
      ? standsInTheWay([campaignFile(names)], project, id, names.id)
      : onlyShopLacks(missing, project, id, names.id);
  const text = withDeclared(shop.text, missing);
  const written = [
    ...plan.copies,
    ...(shop.isNew && !existsSync(join(project, ".gitignore")) ? [IGNORED] : []),
    ...(shop.isNew || (options.writeShop === true && !isDeclared) ? [{ path: "shop.json", text }] : []),
  ];
  const writesShop = written.at(-1)?.path === "shop.json";

  await write(project, written);
  const loaded = await loadProject(project);
  if (loaded.faults.length > 0) process.exitCode = EXIT.faults;
  const made = {
    id: names.id,
    files: written.map(({ path }) => path),
    same: plan.same,
    needs: picked.needs,
    missing: writesShop ? {} : missing,
    beside: missingBeside(picked.needs, loaded),
    ...(shop.isNew ? { yours: yoursIn(text) } : {}),
    faults: loaded.faults,
  };
  if (common.json) printJson(made);
  else print(printMade(made, picked.campaign.start.on, called(project)));
}

/** The local server's database and the cache: with customers in them, and of use to nobody else. */
const IGNORED: Copy = { path: ".gitignore", text: ".regulars/\n" };

/** Campaigns of the library that keep what this one promises, while none of the folder's does. One with faults may be that one. */
function missingBeside({ campaigns: keepers }: Needs, { campaigns, faults }: Project): string[] {
  if (campaigns.some(({ campaign }) => hearsOfFriends(campaign))) return [];
  return keepers.filter((id) => !faults.some(({ file }) => file === `campaigns/${id}.json`));
}

async function list({ campaigns }: Library, { as, writeShop, shop }: NewOptions, common: Common): Promise<void> {
  const call = called(common.project);
  if (as !== undefined || writeShop || shop)
    throw new Refused(`which campaign? ${call} new lists them; ${call} new thank-you copies one`);
  const offers = campaigns.map(offerOf);
  if (common.json) printJson(offers);
  else print(printOffers(offers, call));
}

function pick({ campaigns }: Library, id: string): LibraryCampaign {
  const found = campaigns.find(({ campaign }) => campaign.id === id);
  if (found !== undefined) return found;
  throw unknown(
    "campaign in the library",
    id,
    campaigns.map(({ campaign }) => campaign.id),
  );
}

function readId(as: string | undefined): string | undefined {
  const { success, error } = nameSchema.optional().safeParse(as);
  if (!success) throw new Refused(`--as: ${error.issues[0]?.message}`);
  return as;
}

async function write(folder: string, copies: readonly Copy[]): Promise<void> {
  for (const { path, text } of copies) {
    const to = join(folder, path);
    await makeFolder("--project", dirname(to));
    await writeFile(to, text).catch((error: unknown) => {
      throw refusedFile(error, "--project", to, "write");
    });
  }
}

import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nameSchema } from "../../../lib/campaign/parts/names.ts";
import { readShop } from "../../../lib/campaign/read-shop.ts";
import { type Library, type LibraryCampaign, readLibrary } from "../../../lib/project/library.ts";
import { loadProject } from "../../../lib/project/load.ts";
import { makeFolder, refusedFile } from "../files.ts";
import type { NewOptions } from "../new.ts";
import { EXIT, print, printJson } from "../output.ts";
import type { Common } from "../project.ts";
import { faulty, Refused, unknown } from "../refused.ts";
import { firstShop, missingIn, withDeclared } from "./declare.ts";
import { offerOf, printOffers } from "./list.ts";
import { type Copy, namesFor, planOf } from "./plan.ts";
import { printMade } from "./print.ts";

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
  const shop = await readShopFile(common.project, options, library);
  const plan = await planOf(library.folder, common.project, picked, names, options.writeShop === true);
  const missing = missingIn(shop.shop, picked.needs, library.shop);
  const isDeclared = Object.keys(missing).length === 0;
  const writesShop = shop.isNew || (options.writeShop === true && !isDeclared);

  await write(common.project, plan.copies);
  if (writesShop) await write(common.project, [{ path: "shop.json", text: withDeclared(shop.text, missing) }]);
  const { faults } = await loadProject(common.project);
  if (faults.length > 0) process.exitCode = EXIT.faults;
  const made = {
    id: names.id,
    files: [...plan.copies.map(({ path }) => path), ...(writesShop ? ["shop.json"] : [])],
    same: plan.same,
    needs: picked.needs,
    missing: writesShop ? {} : missing,
    faults,
  };
  if (common.json) printJson(made);
  else print(printMade(made, picked.campaign.start.on));
}

async function list({ campaigns }: Library, { as, writeShop, shop }: NewOptions, common: Common): Promise<void> {
  if (as !== undefined || writeShop || shop)
    throw new Refused("which campaign? npx regulars new lists them; npx regulars new thank-you copies one");
  const offers = campaigns.map(offerOf);
  if (common.json) printJson(offers);
  else print(printOffers(offers));
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

async function readShopFile(folder: string, { shop: makes }: NewOptions, library: Library) {
  const text = await readFile(join(folder, "shop.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw refusedFile(error, "--project", join(folder, "shop.json"), "read");
  });
  if (text !== undefined && makes)
    throw new Refused("--shop: shop.json is there already, and nothing is overwritten; leave --shop out");
  if (text === undefined && !makes)
    throw new Refused(
      "there is no shop.json in this folder; run this in your shop's folder, name the folder with --project, or make one: npx regulars new … --shop",
    );
  const given = text ?? firstShop(await readFile(join(library.folder, "shop.json"), "utf8"));
  const { shop, faults } = readShop({ path: "shop.json", text: given });
  if (shop === undefined) throw faulty(faults);
  return { shop, text: given, isNew: text === undefined };
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

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readShop } from "../../../lib/campaign/read-shop.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";
import { refusedFile } from "../files.ts";
import { faulty, Refused } from "../refused.ts";
import { called } from "./called.ts";
import { firstShop } from "./declare.ts";

export interface ShopFile {
  shop: Shop;
  text: string;
  /** It is to be made: the folder has none. */
  isNew: boolean;
}

/** The folder's shop.json, or with `makes` the one that is made of the library's. `id`: the campaign that asks. Throws Refused. */
export async function readShopFile(folder: string, makes: boolean, library: string, id: string): Promise<ShopFile> {
  const path = join(folder, "shop.json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw refusedFile(error, "--project", path, "read");
  });
  if (text !== undefined && makes)
    throw new Refused("--shop: shop.json is there already, and nothing is overwritten; leave --shop out");
  if (text === undefined && !makes)
    throw new Refused(
      "there is no shop.json in this folder; run this in your shop's folder, name the folder with --project, or make one: " +
        `${called(folder)} new ${id} --shop`,
    );
  const given = text ?? firstShop(await readFile(join(library, "shop.json"), "utf8"));
  const { shop, faults } = readShop({ path: "shop.json", text: given });
  if (shop === undefined) throw faulty(faults);
  return { shop, text: given, isNew: text === undefined };
}

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Campaign } from "../../../lib/campaign/campaign.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** A shop's folder of its own, to be edited and deployed. */
export interface ShopFolder {
  readonly path: string;
  /** Adds coupons and systems of the shop to the repository's. */
  declares(more: Pick<Shop, "coupons" | "webhooks">): Promise<void>;
  campaign(campaign: Campaign): Promise<void>;
  withoutCampaign(id: string): Promise<void>;
  /** `says`: its subject, and all of its body but the footer. */
  template(name: string, says: string): Promise<void>;
  remove(): Promise<void>;
}

/** The repository's shop with its campaigns and templates, to be deployed as the stage `test`. */
export async function shopFolder(): Promise<ShopFolder> {
  const path = await mkdtemp(join(tmpdir(), "regulars-shop-"));
  for (const part of ["shop.json", "campaigns", "templates"])
    await cp(join(ROOT, part), join(path, part), { recursive: true });
  await writeFile(join(path, "deploy.json"), JSON.stringify({ stages: { test: { region: "us-east-1" } } }));
  const fileOf = (id: string) => join(path, "campaigns", `${id}.json`);
  return {
    path,
    async declares({ coupons, webhooks }) {
      const file = join(path, "shop.json");
      const shop: Shop = JSON.parse(await readFile(file, "utf8"));
      const more = { coupons: { ...shop.coupons, ...coupons }, webhooks: { ...shop.webhooks, ...webhooks } };
      await writeFile(file, JSON.stringify({ ...shop, ...more }));
    },
    campaign: (campaign) => writeFile(fileOf(campaign.id), JSON.stringify(campaign)),
    withoutCampaign: (id) => rm(fileOf(id)),
    async template(name, says) {
      const folder = join(path, "templates", name);
      await mkdir(folder, { recursive: true });
      const body = `<mj-preview>In short.</mj-preview><p>${says}</p><p>{{ shop.address }} <a href="{{ links.unsubscribe }}">Unsubscribe</a></p>`;
      await writeFile(join(folder, "template.json"), JSON.stringify({ description: `Says ${name}.` }));
      await writeFile(join(folder, "subject.txt"), says);
      await writeFile(join(folder, "body.html"), body);
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

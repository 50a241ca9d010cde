import { join } from "node:path";
import { createTemplates } from "../../lib/email/render.ts";
import { startLocal } from "../../lib/local/start.ts";
import type { Project } from "../../lib/project/load.ts";
import type { Browser } from "./chromium.ts";
import { live } from "./life.ts";
import { type Screen, shoot } from "./shoot.ts";
import { createShop } from "./shop.ts";

/** A Monday morning in New York: the same people do the same each time. */
const START = Date.parse("2026-09-07T13:00:00Z");
/** The README shows the beginning of a long page. */
const SCREEN: Screen = { name: "desktop", width: 1200, tallest: 1400, scheme: "light", scale: 1 };

/** Pages of the local server, after two months of a small shop: a campaign with its figures, and a customer. */
export const PAGES: readonly string[] = ["campaign", "customer"];

/** @param folder where the pictures are written */
export async function takePages(
  browser: Browser,
  { campaigns, templates, shop }: Pick<Project, "campaigns" | "templates"> & { shop: NonNullable<Project["shop"]> },
  names: readonly string[],
  folder: string,
): Promise<void> {
  const server = await startLocal({
    shop,
    campaigns,
    templates: createTemplates(templates),
    templateRates: new Map(),
    databasePath: ":memory:",
    port: 0,
    empty: true,
    wall: () => START,
  });
  try {
    const { hero } = await live(createShop(server.url));
    const paths: Record<string, string> = { campaign: "/campaigns/nps", customer: `/customers/${hero}` };
    for (const name of names) {
      const picture = join(folder, `${name}.png`);
      await shoot(browser, `${server.url}${paths[name] ?? "/"}`, SCREEN, picture);
      console.log(picture);
    }
  } finally {
    await server.stop();
  }
}

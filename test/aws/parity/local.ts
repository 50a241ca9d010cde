import type { Shop } from "../../../lib/campaign/shop.ts";
import type { Compiled } from "../../../lib/compiler/compiled.ts";
import { ensureCode } from "../../../lib/journey/advocacy/own-code.ts";
import { importCodes } from "../../../lib/operate/coupons/import-codes.ts";
import { DAY, HOUR } from "../../support/events.ts";
import { world } from "../../support/world.ts";
import { dayZone, nightZone } from "../journeys/people.ts";
import { FEW } from "../project/campaigns.ts";
import { answered, type Way } from "./way.ts";

/** States that a way enters on the local engine, in virtual time. */
export async function statesLocally(way: Way, project: { shop: Shop; campaigns: Compiled[] }): Promise<string[]> {
  const { campaign, customer, play } = way;
  const shop = world({ campaigns: project.campaigns, shop: project.shop });
  const codes = FEW.map((code, index) => ({ code, line: index + 1 }));
  await importCodes({ table: shop.table, pace: async () => {} }, "few", codes, { isDry: false });
  const isOver = async () => (await shop.enrollment(customer, campaign)).status === "ended";
  const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
    const giveUp = shop.now() + 60 * DAY;
    while (!(await holds())) {
      if (shop.now() > giveUp) throw new Error(`${customer}: ${what} did not come within 60 days`);
      await shop.passes(HOUR);
    }
  };
  await play({
    customer,
    now: shop.now,
    zone: (time) => (time === "day" ? dayZone : nightZone)(shop.now()),
    tells: async (event) => void (await shop.tells(event)),
    begins: () => until("its beginning", async () => (await shop.enrollment(customer, campaign)).begun === true),
    wakes: async () => {},
    gets: (step) => until(step, () => shop.mails().includes(`${customer} ${step}`)),
    clicks: (step) => shop.reacts("clicked", customer, step),
    answers: async (step, score) => void (await shop.tells(answered(shop, shop.sendId(customer, step), score))),
    code: async () => (await ensureCode(shop, customer, await shop.profile(customer))) ?? "",
    waitsAt: (step) => until(step, async () => (await shop.enrollment(customer, campaign)).step === step),
    ends: () => until("the end", isOver),
  });
  const { id } = await shop.enrollment(customer, campaign);
  return shop.transitions.filter(({ execution }) => execution === id).map(({ state }) => state);
}

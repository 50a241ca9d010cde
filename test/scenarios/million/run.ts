import { type Counts, live, noCounts } from "./live.ts";
import { CONSENTS, campaignsOf, shopWith } from "./shop.ts";

/** So many customers at a time: what is known about them is forgotten with them. */
const CUSTOMERS = 200;

/** Lets shops live until so many messages have gone out. The same seed gives the same messages. */
export async function sendAndCheck(
  sends: number,
  seed = 1,
  progress: (counts: Counts) => void = () => {},
): Promise<Counts> {
  const shops = CONSENTS.map((consent) => {
    const shop = shopWith(consent);
    return { shop, campaigns: campaignsOf(shop) };
  });
  const counts = noCounts();
  for (let round = 0; sentIn(counts) < sends; round++) {
    const one = shops[round % shops.length];
    if (one === undefined) break;
    await live(one.shop, one.campaigns, CUSTOMERS, seed * 1_000_003 + round, counts);
    progress(counts);
  }
  return counts;
}

export function sentIn({ sent }: Counts): number {
  return sent.marketing + sent.transactional;
}

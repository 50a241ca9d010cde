import type { Shop } from "../../lib/campaign/shop.ts";
import type { Check, Table, Write } from "../../lib/store/table.ts";
import { series } from "./series.ts";

/** Transitions per second of the five-message series, and how many times as fast it would be without a promise. */
export interface PromiseFigures {
  transitionsPerSecond: number;
  /** Without the claim before each message and its completion after it: a crash could send twice. */
  withoutClaims: number;
  /** Without the marker of each event: a replay would count it twice. */
  withoutMarkers: number;
}

const ROUNDS = 5;
const CUSTOMERS = 4000;

export async function benchPromises(shop: Shop): Promise<PromiseFigures> {
  const rates = { full: [] as number[], claims: [] as number[], markers: [] as number[] };
  const rate = async (through?: (table: Table) => Table): Promise<number> => {
    const { transitions, seconds } = await series(shop, CUSTOMERS, through);
    return transitions / seconds;
  };
  await rate();
  // One after the other in each round, so that a busy machine slows all alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.full.push(await rate());
    rates.claims.push(await rate(withoutLedger));
    rates.markers.push(await rate(withoutMarkers));
  }
  const transitionsPerSecond = median(rates.full);
  return {
    transitionsPerSecond,
    withoutClaims: median(rates.claims) / transitionsPerSecond,
    withoutMarkers: median(rates.markers) / transitionsPerSecond,
  };
}

function skOf(action: Write | Check): string {
  if ("put" in action) return action.put.sk;
  if ("update" in action) return action.update.sk;
  return "delete" in action ? action.delete.sk : action.check.sk;
}

/** Nothing is claimed or completed, which harms nobody while messages come once. */
function withoutLedger(table: Table): Table {
  const isLedger = (action: Write | Check) => skOf(action).startsWith("send#");
  return {
    ...table,
    write: async (action) => (isLedger(action) ? undefined : table.write(action)),
    transact: async (actions) => (actions.some(isLedger) ? undefined : table.transact(actions)),
  };
}

/** Events come once here, so nobody misses the markers. */
function withoutMarkers(table: Table): Table {
  return {
    ...table,
    transact: (actions) => table.transact(actions.filter((action) => !skOf(action).startsWith("event#"))),
  };
}

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

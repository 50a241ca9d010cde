import { rounded } from "../campaign/rounded.ts";
import type { Shop } from "../campaign/shop.ts";
import { type Item, type Key, type Table, TransactionRefused, type Update } from "../store/table.ts";
import { Contended } from "./contended.ts";
import { keys } from "./keys.ts";
import { readAll } from "./read-all.ts";
import { type Count, countsOf, type What } from "./tally.ts";
import { DAY, dayOf } from "./zone.ts";

/** One change of an item, as the State table's stream tells it. */
export interface Change {
  /** Rises within a shard: a decimal number too long for a double. */
  sequence: string;
  /** Epoch milliseconds. */
  at: number;
  key: Key;
  before: Item | undefined;
  after: Item | undefined;
}

/** Items of one transaction: 100 at most, and the shard's place is one of them. */
const MOST_ITEMS = 90;
const MOST_TRIES = 10;

/**
 * Adds what a batch of changes counts to the figures, each change once, however often the batch or parts of it come again.
 *
 * 1. The shard's place tells which changes were counted before.
 * 2. The others are summed by campaign and day on the shop's clock.
 * 3. One transaction adds the sums and moves the place; more days than fit one transaction take several, in the changes' order.
 */
export async function addFigures(
  deps: { table: Table; shop: Shop },
  { shard, changes }: { shard: string; changes: readonly Change[] },
): Promise<void> {
  let tries = 0;
  while (tries < MOST_TRIES) {
    const place = await deps.table.get(keys.tally(shard));
    const counted = place === undefined ? -1n : BigInt(String(place.sequence));
    const fresh = changes.filter(({ sequence }) => BigInt(sequence) > counted);
    const { sums, through, at } = summed(deps.shop, fresh);
    // Counting nothing twice is nothing: the place need not move.
    if (sums.length === 0) return;
    try {
      await deps.table.transact([...sums, move(shard, place, { sequence: through, at })]);
      tries = 0;
    } catch (error) {
      // The batch came twice at once: whoever was second finds it counted.
      if (!(error instanceof TransactionRefused)) throw error;
      tries++;
    }
  }
  throw new Contended(`the place of ${shard} moved ${MOST_TRIES} times in a row; the batch will be tried again`);
}

/** `at`: how fresh the figures are. */
function move(shard: string, place: Item | undefined, to: { sequence: string; at: number }): Update {
  const read = place === undefined ? { absent: true as const } : { equals: { sequence: String(place.sequence) } };
  return { update: keys.tally(shard), set: to, if: read };
}

/** As many of the changes, from the first, as fit one transaction. */
function summed(shop: Shop, changes: readonly Change[]): { sums: Update[]; through: string; at: number } {
  const sums = new Map<string, { update: Key; add: Record<string, number> }>();
  let through = "";
  let at = 0;
  for (const change of changes) {
    const day = dayOf(change.at, shop.timeZone);
    const counts = countsOf(change);
    const sent = counts.reduce((sum, { what, n }) => sum + (what === "sent" ? n : 0), 0);
    const names = counts.map(({ campaign }) => itemName(campaign, day));
    const items = new Set([...sums.keys(), ...names, ...(sent === 0 ? [] : [itemName("", day)])]);
    if (items.size > MOST_ITEMS) break;
    if (sent > 0) {
      const volume = sums.get(itemName("", day)) ?? { update: keys.volume(day), add: { sent: 0 } };
      sums.set(itemName("", day), volume);
      volume.add.sent = (volume.add.sent ?? 0) + sent;
    }
    for (const { campaign, step = "", what, n } of counts) {
      const name = itemName(campaign, day);
      const sum = sums.get(name) ?? { update: keys.figures(campaign, day), add: {} };
      sums.set(name, sum);
      const attribute = `${step}|${what}`;
      sum.add[attribute] = rounded((sum.add[attribute] ?? 0) + n);
    }
    through = change.sequence;
    at = change.at;
  }
  return { sums: [...sums.values()], through, at };
}

function itemName(campaign: string, day: string): string {
  return `${campaign} ${day}`;
}

/** Messages of all campaigns that were sent since then, epoch milliseconds: whole days on the shop's clock. */
export async function sentSince(
  { table, shop, now }: { table: Table; shop: Shop; now(): number },
  since: number,
): Promise<number> {
  const days = new Set<string>();
  for (let at = since; at < now(); at += DAY) days.add(dayOf(at, shop.timeZone));
  days.add(dayOf(now(), shop.timeZone));
  const found = await table.getMany([...days].map((day) => keys.volume(day)));
  return found.reduce((sum, item) => sum + Number(item?.sent ?? 0), 0);
}

/** The figures of a campaign, added up over days: `from` and `to` are `yyyy-mm-dd` on the shop's clock, both included. */
export async function readFigures(
  table: Table,
  campaign: string,
  { from = "", to = "9999" }: { from?: string; to?: string } = {},
): Promise<Count[]> {
  const sums = new Map<string, number>();
  for (const { pk: _pk, sk, ...figures } of await readAll(table, keys.figures(campaign, "").pk, "day#")) {
    const day = sk.slice("day#".length);
    if (day < from || day > to) continue;
    for (const [name, n] of Object.entries(figures)) sums.set(name, rounded((sums.get(name) ?? 0) + Number(n)));
  }
  return [...sums].map(([name, n]) => {
    const [step = "", what = ""] = split(name);
    return { campaign, what: what as What, n, ...(step === "" ? {} : { step }) };
  });
}

/** At the first bar: outcomes are the marketer's words, and may have one. */
function split(name: string): [string, string] {
  const bar = name.indexOf("|");
  return [name.slice(0, bar), name.slice(bar + 1)];
}

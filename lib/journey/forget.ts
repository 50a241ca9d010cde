import { removeProfile, untieCoupons } from "./advocacy/drop-codes.ts";
import type { ConsentWord } from "./contact.ts";
import { carryOut } from "./effects.ts";
import { noteNo } from "./engage/no.ts";
import { stageWatch } from "./hash.ts";
import { readHead } from "./head.ts";
import { journeysOf } from "./journeys-of.ts";
import { heldIn, keys, LIVE, partitionOf } from "./keys.ts";
import type { Core, With } from "./ports.ts";
import { readAll } from "./read-all.ts";
import type { Send } from "./records.ts";
import { isActive } from "./standing.ts";
import { stopEffect, stopJourneys } from "./stop.ts";
import { written } from "./written.ts";

/** The events that the shop told about a customer, where they are kept. */
export interface CustomerEvents {
  of(customer: string): AsyncIterable<{ eventId: string }>;
  remove(customer: string, eventId: string): Promise<void>;
}

/** How much was removed; all zero: nothing was there any more. */
export interface Forgotten {
  items: number;
  events: number;
  journeys: number;
}

/**
 * Erases a customer. Cut off half-way, it is simply done again; an event that was under way may bring something back, so look
 * again after a while. What stays is a hash of an address that must never be mailed, or whose mailbox said no.
 *
 * 1. Every journey is stopped, and its schedule taken back, and those that watch their stage.
 * 2. The shop's events are removed, so that no replay brings the customer back.
 * 3. What a pause holds of theirs is removed, and what is known of their addresses, unless it is why they are not mailed.
 * 4. Every record is removed; the ones that lead to the others come last. Their code for friends goes with the profile, and
 *    the codes of their coupons lead to nobody any more.
 */
export async function forget(deps: With<"addresses">, customer: string, events: CustomerEvents): Promise<Forgotten> {
  const { contact, enrollments } = await readHead(deps.table, customer);
  // A no is kept beyond the record of whoever said it, for their address, which nobody can tell from its hash.
  if (contact?.email !== undefined && contact.consent?.marketing === false) {
    const { at, source } = contact.consent;
    await noteNo(deps, deps.addresses.hash(contact.email), { at, source });
  }
  await stopJourneys(deps, customer, "erased");
  // Also those that ended before: an execution may have been left running.
  const ended = [...enrollments.values()]
    .filter((enrollment) => !isActive(enrollment))
    .map((enrollment) => stopEffect(enrollment, "erased"));
  await carryOut(deps, customer, ended);
  for (const to of ["at risk", "lapsed"]) await deps.schedules.cancel(stageWatch(customer, to));

  let told = 0;
  for await (const { eventId } of events.of(customer)) {
    await events.remove(customer, eventId);
    told++;
  }
  let items = 0;
  for (const { campaign, id } of await journeysOf(deps.table, customer)) {
    items += await removeAll(deps, heldIn(campaign), `held#${id}#`);
  }
  await dropAddresses(deps, customer, contact?.email);
  // Enrollments sort under "@", before the rest: without them nobody would know what to stop after a crash.
  for (const prefix of ["event#", "past#", "send#"]) items += await removeAll(deps, partitionOf(customer), prefix);
  items += await removeProfile(deps, customer);
  items += await removeAll(deps, partitionOf(customer), LIVE);
  await untieCoupons(deps, customer);
  // Also what followed from others' events meanwhile: without a profile, such events are dropped.
  items += await removeAll(deps, partitionOf(customer), "");
  return { items, events: told, journeys: enrollments.size };
}

/** That messages came back a few times is of use only while somebody is written to. */
async function dropAddresses(
  { table, addresses }: Pick<With<"addresses">, "table" | "addresses">,
  customer: string,
  email: string | undefined,
): Promise<void> {
  const words = (await readAll(table, partitionOf(customer), "consent#")) as unknown as ConsentWord[];
  const sends = (await readAll(table, partitionOf(customer), "send#")) as unknown as Send[];
  const emails = [email, ...words.map((word) => word.email)].filter((one) => one !== undefined);
  const hashes = [...emails.map(addresses.hash), ...sends.flatMap(({ address }) => address ?? [])];
  for (const hash of new Set(hashes)) {
    await written(table, { delete: keys.address(hash), if: { lacks: ["suppressed", "no"] } });
  }
}

async function removeAll({ table }: Pick<Core, "table">, pk: string, prefix: string): Promise<number> {
  const items = await readAll(table, pk, prefix);
  for (const { sk } of items) await table.write({ delete: { pk, sk } });
  return items.length;
}

import { carryOut } from "./effects.ts";
import { noteNo } from "./engage/no.ts";
import { readHead } from "./head.ts";
import type { Core, With } from "./ports.ts";
import { readAll } from "./read-all.ts";
import { heldIn, type Past, partitionOf } from "./records.ts";
import { isActive } from "./standing.ts";
import { stopEffect, stopJourneys } from "./stop.ts";

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
 * again after a while. What stays is a hash of an address that must never be mailed.
 *
 * 1. Every journey is stopped, and its schedule taken back.
 * 2. The shop's events are removed, so that no replay brings the customer back.
 * 3. What a pause holds of theirs is removed.
 * 4. Every record is removed; the ones that lead to the others come last.
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

  let told = 0;
  for await (const { eventId } of events.of(customer)) {
    await events.remove(customer, eventId);
    told++;
  }
  let items = 0;
  // Also of enrollments that others have taken the place of.
  const past = (await readAll(deps.table, partitionOf(customer), "past#")) as unknown as Past[];
  for (const { campaign, id } of [...enrollments.values(), ...past]) {
    items += await removeAll(deps, heldIn(campaign), `held#${id}#`);
  }
  // Enrollments sort under "@", before the rest: without them nobody would know what to stop after a crash.
  for (const prefix of ["event#", "past#", "send#", ""]) items += await removeAll(deps, partitionOf(customer), prefix);
  return { items, events: told, journeys: enrollments.size };
}

async function removeAll({ table }: Pick<Core, "table">, pk: string, prefix: string): Promise<number> {
  const items = await readAll(table, pk, prefix);
  for (const { sk } of items) await table.write({ delete: { pk, sk } });
  return items.length;
}

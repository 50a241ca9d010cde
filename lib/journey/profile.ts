import type { CustomerPatch, Order, Purchase, Refund, ShopEvent } from "../campaign/events.ts";
import { rounded } from "../campaign/rounded.ts";
import type { Contact } from "./contact.ts";
import { isLook } from "./look.ts";
import type { Profile } from "./records.ts";

const MOST_ITEMS = 200;
const MOST_CATEGORIES = 50;
export const MOST_TAGS = 100;
/** With 1,000 characters each, still far below what one item may hold. */
const MOST_ATTRIBUTES = 100;
/** A wait registers within seconds of its state, or hours when the queue is long; ten events of one customer in that time are plenty. */
const MOST_RECENT = 10;
const RECENT = 2 * 86_400_000;

export function emptyProfile(): Profile {
  return { rev: 0, orders: 0, spent: {}, items: [], tags: [], attributes: {}, recent: [] };
}

export function emptyContact(): Contact {
  return { rev: 0, sent: [] };
}

/** The profile with this event in it. Events may come in any order. */
export function withEvent(profile: Profile, event: ShopEvent, seen: number): Profile {
  const at = Date.parse(event.at);
  const next: Profile = {
    ...profile,
    rev: profile.rev + 1,
    recent: isLook(event) ? profile.recent : withRecent(profile.recent, event, seen),
  };
  if (event.type === "purchase") addOrder(next, (event as Purchase).order, at);
  if (event.type === "refund") addSpent(next, (event as Refund).currency, -(event as Refund).amount);
  const patch = event.customer;
  if (patch?.tags !== undefined) next.tags = [...new Set([...next.tags, ...patch.tags])].slice(-MOST_TAGS);
  if (patch?.attributes !== undefined) next.attributes = withAttributes(next.attributes, patch.attributes);
  return next;
}

function withRecent(recent: Profile["recent"], { eventId: id, type }: ShopEvent, seen: number): Profile["recent"] {
  return [...recent.filter((one) => one.seen > seen - RECENT).slice(1 - MOST_RECENT), { id, type, seen }];
}

/** The contact with what the event says about the person; the same object when it says nothing. Consent has a word of its own. */
export function withPatch(contact: Contact, patch: CustomerPatch | undefined): Contact {
  if (patch === undefined || Object.keys(patch).length === 0) return contact;
  const next: Contact = { ...contact, rev: contact.rev + 1 };
  for (const field of ["email", "firstName", "lastName", "locale", "timeZone", "country"] as const) {
    const value = patch[field];
    if (value !== undefined) next[field] = value;
  }
  return next;
}

function addOrder(profile: Profile, order: Order, at: number): void {
  profile.orders += 1;
  profile.firstOrderAt = Math.min(at, profile.firstOrderAt ?? at);
  profile.lastOrderAt = Math.max(at, profile.lastOrderAt ?? at);
  addSpent(profile, order.currency, order.total);
  const items = new Map(profile.items);
  for (const { sku, quantity } of order.items ?? []) {
    const before = items.get(sku) ?? 0;
    // Removed and set again, so that it moves to the end: the oldest purchases are forgotten first.
    items.delete(sku);
    items.set(sku, before + (quantity ?? 1));
  }
  profile.items = [...items].slice(-MOST_ITEMS);
  const bought = (order.items ?? []).flatMap(({ category }) => category ?? []);
  if (bought.length > 0) profile.categories = newestLast(profile.categories ?? [], bought).slice(-MOST_CATEGORIES);
}

/** Each once, where it was named last. */
function newestLast(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added].reverse())].reverse();
}

function addSpent(profile: Profile, currency: string, amount: number): void {
  const sum = (profile.spent[currency] ?? 0) + amount;
  profile.spent = { ...profile.spent, [currency]: rounded(sum) };
}

function withAttributes(
  attributes: Profile["attributes"],
  patch: NonNullable<CustomerPatch["attributes"]>,
): Profile["attributes"] {
  const merged = new Map(Object.entries(attributes));
  for (const [name, value] of Object.entries(patch)) {
    // Removed and set again, so that the ones set last come last: the oldest are forgotten first.
    merged.delete(name);
    if (value !== null) merged.set(name, value);
  }
  return Object.fromEntries([...merged].slice(-MOST_ATTRIBUTES));
}

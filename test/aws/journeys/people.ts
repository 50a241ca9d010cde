import type { CustomEvent, CustomerPatch, Order, Purchase } from "../../../lib/campaign/events.ts";
import { nextOpening } from "../../../lib/journey/opening.ts";
import { happened, purchase } from "../../support/events.ts";

/** The hours of the repository's shop. */
const HOURS = "09:00-20:00";
const ZONES = ["Asia/Bangkok", "Europe/London", "America/Los_Angeles", "Pacific/Auckland", "America/Sao_Paulo"];

/** A zone in which messages may go out, at this moment and `hours` later. */
export function dayZone(now: number, hours = 1): string {
  return zoneWhere((zone) => [0, hours].every((later) => isOpen(now + later * 3_600_000, zone)));
}

/** A zone in which it is night. */
export function nightZone(now: number): string {
  return zoneWhere((zone) => !isOpen(now, zone) && !isOpen(now + 3_600_000, zone));
}

function zoneWhere(suits: (zone: string) => boolean): string {
  const zone = ZONES.find(suits);
  if (zone === undefined) throw new Error(`none of ${ZONES.join(", ")} suits at this hour`);
  return zone;
}

function isOpen(at: number, zone: string): boolean {
  return nextOpening(at, { hours: HOURS }, zone) === at;
}

/** Who bought nothing may be written to only so. Said long ago: whatever they say in a test is later. */
const YES = { marketing: true, at: "2026-01-01T00:00:00Z", source: "checkout" };

/** What the shop knows of somebody whose day it is. */
export function person(customer: string, changes: CustomerPatch = {}): { customer: CustomerPatch } {
  return { customer: { email: `${customer}@mail.example`, timeZone: dayZone(Date.now()), ...changes } };
}

/** The event that begins a campaign of the tests. */
export function begins(campaign: string, customer: string, changes: CustomerPatch = {}): CustomEvent {
  return happened(`${campaign}-begun`, customer, {
    at: Date.now(),
    ...person(customer, { consent: YES, ...changes }),
  });
}

/** A purchase of now, or of some days ago. */
export function buys(
  customer: string,
  { daysAgo = 0, changes, order = {} }: { daysAgo?: number; changes?: CustomerPatch; order?: Partial<Order> } = {},
): Purchase {
  const at = Date.now() - daysAgo * 86_400_000;
  return purchase(customer, { at, ...person(customer, changes), order });
}

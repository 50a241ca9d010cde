import { eventFacts } from "../../campaign/event-facts.ts";
import type { ShopEvent } from "../../campaign/events.ts";
import type { Check, Put, Write } from "../../store/table.ts";
import { wordRecord } from "../consent.ts";
import type { Contact } from "../contact.ts";
import type { Head } from "../head.ts";
import { expiry } from "../keep.ts";
import { keys } from "../keys.ts";
import { isLook } from "../look.ts";
import type { EnrollDeps } from "../ports.ts";
import { emptyContact, emptyProfile, withEvent } from "../profile.ts";
import { type EventMarker, toItem, unchanged } from "../records.ts";
import { takeAnswered } from "../wake.ts";
import { type Advocacy, advocacyOf } from "./advocacy.ts";
import { consentGiven, withWords } from "./consent.ts";
import { type Consequences, consequences } from "./consequences.ts";
import { withStage } from "./stage.ts";
import { enrollmentWrites } from "./writes.ts";

/** What an event changes, as one transaction that holds if nothing was written to the customer's records since they were read. */
export interface Decided extends Pick<Advocacy, "referral" | "coupon"> {
  marker: EventMarker;
  led: Consequences;
  writes: (Write | Check)[];
}

/**
 * 1. The person: contact and consent, the profile, answers, friends and coupons, the stage.
 * 2. Their journeys: goals met, stopped, started, waits answered.
 * 3. What follows: effects, and events of our own.
 */
export async function decided(deps: EnrollDeps, event: ShopEvent, head: Head): Promise<Decided> {
  const { customerId: customer, eventId } = event;
  const seen = { type: event.type, at: Date.parse(event.at), seen: deps.now(), facts: eventFacts(event) };
  const { contact, word } = withWords(head.contact ?? emptyContact(), event, seen.seen);
  const counted = withEvent(head.profile ?? emptyProfile(), event, seen.seen);
  const advocacy = await advocacyOf(deps, event, { head, profile: counted, contact });
  const staged = withStage(deps, event, advocacy.profile, head);
  const { profile, tokens } = isLook(event)
    ? { profile: staged.profile, tokens: [] }
    : takeAnswered(staged.profile, eventId, seen);

  const led = consequences(deps, event, { ...head, contact, profile });
  const wakes = tokens.map((token) => ({ do: "wake", token }) as const);
  const follows = [...consentGiven(deps, event, head.contact, contact), ...staged.follows, ...(advocacy.follows ?? [])];
  const marker: EventMarker = {
    ...seen,
    // Whoever is woken by an answer may ask what it was at once: the message is marked first.
    effects: [...led.effects, ...(advocacy.effects ?? []), ...wakes, ...staged.effects],
    ...(follows.length === 0 ? {} : { follows }),
  };
  const expires = expiry(deps.shop, "events", Math.max(seen.at, seen.seen));
  const writes: (Write | Check)[] = [
    { put: toItem(keys.event(customer, eventId), { ...marker, ...expires }), if: { absent: true } },
    { put: toItem(keys.profile(customer), profile), if: unchanged(head.profile) },
    ...contactWrites(customer, head, contact, led),
    ...(word === undefined ? [] : [wordRecord(customer, word)]),
    ...(advocacy.writes ?? []),
    ...enrollmentWrites(customer, head, led, expiry(deps.shop, "journeys", seen.seen)),
  ];
  const { referral, coupon } = advocacy;
  return {
    marker,
    led,
    writes,
    ...(referral === undefined ? {} : { referral }),
    ...(coupon === undefined ? {} : { coupon }),
  };
}

/** Nobody is enrolled whose contact, and so perhaps consent, changed since it was read. */
function contactWrites(customer: string, head: Head, contact: Contact, led: Consequences): (Put | Check)[] {
  const key = keys.contact(customer);
  const isNew = contact.rev !== (head.contact?.rev ?? 0);
  if (isNew) return [{ put: toItem(key, contact), if: unchanged(head.contact) }];
  return led.started.length === 0 ? [] : [{ check: key, if: unchanged(head.contact) }];
}

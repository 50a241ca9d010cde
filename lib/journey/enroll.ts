import { eventFacts } from "../campaign/event-facts.ts";
import type { ShopEvent } from "../campaign/events.ts";
import { type Check, type Put, TransactionRefused, type Write } from "../store/table.ts";
import { wordRecord } from "./consent.ts";
import type { Contact } from "./contact.ts";
import { Contended } from "./contended.ts";
import { carryOut } from "./effects.ts";
import { consentGiven, withWords } from "./enroll/consent.ts";
import { type Consequences, consequences } from "./enroll/consequences.ts";
import { hearLateWords } from "./enroll/late-words.ts";
import { enrollmentWrites } from "./enroll/writes.ts";
import { type Head, readHead } from "./head.ts";
import { expiry, isForgotten } from "./keep.ts";
import { keys } from "./keys.ts";
import type { EnrollDeps } from "./ports.ts";
import { emptyContact, emptyProfile, withEvent } from "./profile.ts";
import { type EventMarker, toItem, unchanged } from "./records.ts";
import { takeAnswered } from "./wake.ts";

/** What an event led to, for whoever sent it. */
export interface Enrolled {
  /** False: this event was applied before; what a crash may have cut off was done again. */
  applied: boolean;
  enrolled: { campaign: string; enrollment: string; holdout: boolean; begins: string }[];
  ended: { campaign: string; outcome: string }[];
  goals: string[];
  /** Campaigns that this event would have started, and why it did not. */
  passed: { campaign: string; why: string }[];
  woken: number;
}

const UNCHANGED: Enrolled = { applied: false, enrolled: [], ended: [], goals: [], passed: [], woken: 0 };

/** Another process may change the same customer in between; each try starts from what it left. */
const MOST_TRIES = 20;

/**
 * Takes in one event of the shop.
 *
 * 1. Reads everything live about the customer, and whether the event was applied before.
 * 2. Decides: the profile with the event in it, goals met, journeys stopped, journeys started, waits answered.
 * 3. Writes all of that in one transaction, with a marker that carries what is to be done outside.
 * 4. Does it: starts, schedules, stops, wakes; then takes in what this event led to as an event of its own.
 *
 * A replay finds the marker and does 4 again: nothing is decided or counted twice, nothing a crash cut off is lost.
 */
export async function enroll(deps: EnrollDeps, event: ShopEvent): Promise<Enrolled> {
  const { customerId: customer, eventId } = event;
  if (isForgotten(deps.shop, Date.parse(event.at), deps.now())) {
    deps.log("warn", "an event from before what is remembered", { event: eventId });
    await hearLateWords(deps, event);
    return UNCHANGED;
  }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [head, known] = await Promise.all([
      readHead(deps.table, customer),
      deps.table.get(keys.event(customer, eventId)),
    ]);
    if (known !== undefined) return finish(deps, event, known as unknown as EventMarker, undefined);

    const seen = { type: event.type, at: Date.parse(event.at), seen: deps.now(), facts: eventFacts(event) };
    const { contact, word } = withWords(head.contact ?? emptyContact(), event, seen.seen);
    const { profile, tokens } = takeAnswered(
      withEvent(head.profile ?? emptyProfile(), event, seen.seen),
      eventId,
      seen,
    );
    const led = consequences(deps, event, { ...head, contact, profile });
    const wakes = tokens.map((token) => ({ do: "wake", token }) as const);
    const follows = consentGiven(deps, event, head.contact, contact);
    const marker: EventMarker = {
      ...seen,
      effects: [...led.effects, ...wakes],
      ...(follows.length === 0 ? {} : { follows }),
    };
    const writes: (Write | Check)[] = [
      {
        put: toItem(keys.event(customer, eventId), {
          ...marker,
          ...expiry(deps.shop, "events", Math.max(seen.at, seen.seen)),
        }),
        if: { absent: true },
      },
      { put: toItem(keys.profile(customer), profile), if: unchanged(head.profile) },
      ...contactWrites(customer, event, head, contact, led),
      ...(word === undefined ? [] : [wordRecord(customer, word)]),
      ...enrollmentWrites(customer, head, led, expiry(deps.shop, "journeys", seen.seen)),
    ];
    try {
      await deps.table.transact(writes);
    } catch (error) {
      if (error instanceof TransactionRefused) continue;
      throw error;
    }
    return finish(deps, event, marker, led);
  }
  throw new Contended(
    `event ${eventId}: the customer's records changed ${MOST_TRIES} times in a row; it will be tried again`,
  );
}

/** Nobody is enrolled whose contact, and so perhaps consent, changed since it was read. */
function contactWrites(
  customer: string,
  event: ShopEvent,
  head: Head,
  contact: Contact,
  led: Consequences,
): (Put | Check)[] {
  const key = keys.contact(customer);
  if (event.customer !== undefined) return [{ put: toItem(key, contact), if: unchanged(head.contact) }];
  return led.started.length === 0 ? [] : [{ check: key, if: unchanged(head.contact) }];
}

async function finish(
  deps: EnrollDeps,
  event: ShopEvent,
  marker: EventMarker,
  led: Consequences | undefined,
): Promise<Enrolled> {
  await carryOut(deps, event.customerId, marker.effects, led?.enrollments);
  const answer: Enrolled = {
    applied: led !== undefined,
    enrolled: (led?.started ?? []).map(({ campaign, id, status, begins }) => ({
      campaign,
      enrollment: id,
      holdout: status === "holdout",
      begins: new Date(begins).toISOString(),
    })),
    ended: [...(led?.ended ?? [])],
    goals: [...(led?.goals ?? [])],
    passed: [...(led?.passed ?? [])],
    woken: marker.effects.filter((effect) => effect.do === "wake").length,
  };
  for (const follower of marker.follows ?? []) include(answer, await enroll(deps, follower));
  return answer;
}

/** What an event led to by those that follow from it is what it led to. */
function include(answer: Enrolled, more: Enrolled): void {
  answer.enrolled.push(...more.enrolled);
  answer.ended.push(...more.ended);
  answer.goals.push(...more.goals);
  answer.passed.push(...more.passed);
  answer.woken += more.woken;
}

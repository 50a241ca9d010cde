import type { SendMessage } from "../../compiler/compiled.ts";
import type { Address } from "../contact.ts";
import type { Traveler } from "../head.ts";
import { keys } from "../keys.ts";
import { nextOpening } from "../opening.ts";
import type { With } from "../ports.ts";
import type { Deferral, Enrollment, Withheld } from "../records.ts";
import { zoneOf } from "../zone-of-country.ts";
import { roomFor } from "./caps.ts";
import { withoutPlace } from "./claim.ts";
import { givesWayTo } from "./priority.ts";
import { refusal } from "./refusal.ts";

export type Permit = { email: string; address: string } | Kept | Deferred;
/** `to`: the campaign that it gave way to. */
export type Kept = { withheld: Withheld; to?: string };
export type Deferred = { until: number; why: Deferral };

const HOUR = 3_600_000;

/**
 * Whether a message may go out now. First what can never be overruled (a no), then lateness, then hours and days, then the
 * caps, then campaigns that go first: a message that waits for the morning is counted in the morning.
 */
export async function mayGoOut(
  deps: With<"shop" | "addresses">,
  message: SendMessage,
  { contact, profile, entry }: Pick<Traveler, "contact" | "profile" | "entry">,
  enrollment: Enrollment,
): Promise<Permit> {
  const { rules } = message;
  const isMarketing = rules.transactional === undefined;
  if (isMarketing && contact?.consent?.marketing === false) return { withheld: "unsubscribed" };
  if (contact?.email === undefined) return { withheld: "no address" };
  const address = deps.addresses.hash(contact.email);
  const known = (await deps.table.get(keys.address(address))) as unknown as Address | undefined;
  if (known?.suppressed !== undefined) return { withheld: "suppressed" };
  const refused = isMarketing
    ? refusal(deps.shop, rules.topic, { contact, orders: profile?.orders ?? 0, known })
    : undefined;
  if (refused !== undefined) return { withheld: refused };

  const now = deps.now();
  if (now > lastMoment(message, dueSince(message, enrollment))) return { withheld: "too late" };
  const opensAfter = (from: number) => nextOpening(from, rules, zoneOf(contact, deps.shop));
  const opening = opensAfter(now);
  if (opening !== now && rules.ifClosed === "drop") return { withheld: "closed" };
  if (opening !== now) return later(message, enrollment, opening, "closed");
  if (!isMarketing) return { email: contact.email, address };

  // An earlier try has taken a place, and others may have gone out since.
  const others = { sent: withoutPlace(contact.sent, message, entry) };
  const { over, room, frees } = roomFor(message, others, now);
  if (over !== undefined)
    return rules.ifTooMany === "defer" ? later(message, enrollment, opensAfter(frees), over) : { withheld: over };
  const first = await givesWayTo(deps, message, enrollment, others, room);
  if (first !== undefined) {
    return rules.ifTooMany === "defer"
      ? later(message, enrollment, opensAfter(now + HOUR), "gave way")
      : { withheld: "gave way", to: first };
  }
  return { email: contact.email, address };
}

/** It comes back then, unless that would be too late. */
export function later(
  message: SendMessage,
  enrollment: Enrollment,
  until: number | undefined,
  why: Deferral,
): Deferred | Kept {
  const last = dueSince(message, enrollment) + message.rules.lateAfterSeconds * 1000;
  if (until !== undefined && until <= last) return { until, why };
  return { withheld: why === "closed" ? "too late" : why };
}

/** A message that was deferred is due since its first try. */
export function dueSince({ step, due }: Pick<SendMessage, "step" | "due">, { deferred }: Enrollment): number {
  return deferred?.step === step ? deferred.since : Date.parse(due);
}

/** Its state must not have gone on without it: a wait that it shares the state with counts from the last try. */
function lastMoment({ rules, then, due }: SendMessage, since: number): number {
  const late = since + rules.lateAfterSeconds * 1000;
  return "seconds" in then ? Math.min(late, Date.parse(due) + then.seconds * 1000) : late;
}

import { eventFacts } from "../campaign/event-facts.ts";
import type { ShopEvent } from "../campaign/events.ts";
import type { Rules } from "../compiler/compiled.ts";
import { type Check, type Put, TransactionRefused } from "../store/table.ts";
import { Contended } from "./contended.ts";
import { carryOut } from "./effects.ts";
import { reachesGoal, stoppedBy } from "./enroll/rules.ts";
import { startIn } from "./enroll/start.ts";
import { enrollmentWrites } from "./enroll/writes.ts";
import { enrollmentId } from "./hash.ts";
import { type Head, readHead } from "./head.ts";
import { expiry } from "./keep.ts";
import { keys } from "./keys.ts";
import { isLook } from "./look.ts";
import type { EnrollDeps, With } from "./ports.ts";
import { type Effect, type Enrollment, unchanged } from "./records.ts";
import { ended, isActive } from "./standing.ts";

export interface BackfillOptions {
  /** Whose beginning has long gone by: left out, or begun now. */
  late: "skip" | "start";
  /** Only say what would become of them. */
  dry: boolean;
}

export type Backfilled = { enrolled: true; holdout: boolean; begins: number } | { why: string };

const MOST_TRIES = 20;

/**
 * Enrolls a past customer in a campaign that came after their events. `events` are all of theirs; `rules` are the campaign's.
 * Doing it again enrolls nobody twice, and finishes what a crash cut off.
 *
 * 1. Their newest event that would have started the campaign is found.
 * 2. What came after it must not have stopped the journey.
 * 3. They are enrolled by the same rules as anybody, in one transaction, if nothing about them changed meanwhile.
 * 4. The journey is started or scheduled.
 */
export async function backfill(
  deps: EnrollDeps,
  rules: Rules,
  customer: string,
  events: readonly ShopEvent[],
  { late, dry }: BackfillOptions,
): Promise<Backfilled> {
  // No campaign hears of a look at somebody's stage, which went through the shop's door as the others did.
  const inOrder = events
    .filter((event) => !isLook(event))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const head = await readHead(deps.table, customer);
    const found = newestStart(deps, rules, inOrder, head, late);
    if ("why" in found) return found;
    const { enrollment, effect } = found;
    const answer = { enrolled: true, holdout: enrollment.status === "holdout", begins: enrollment.begins } as const;
    if (dry) return found.isThere ? { why: "already in it" } : answer;
    if (!found.isThere && !(await write(deps, customer, head, enrollment))) continue;
    if (effect !== undefined) await carryOut(deps, customer, [effect]);
    return found.isThere ? { why: "already in it" } : answer;
  }
  throw new Contended(`the customer's records changed ${MOST_TRIES} times in a row; try again`);
}

type Found = { enrollment: Enrollment; effect?: Effect; isThere: boolean } | { why: string };

/** The reason of the newest is told when none would start it. */
function newestStart(
  deps: EnrollDeps,
  rules: Rules,
  inOrder: readonly ShopEvent[],
  head: Head,
  late: BackfillOptions["late"],
): Found {
  let why: string | undefined;
  for (const event of inOrder.filter(({ type }) => type === rules.start.on).reverse()) {
    const there = head.enrollments.get(rules.campaign);
    if (there?.id === enrollmentId(rules.campaign, event.customerId, event.eventId)) return resumed(there);
    const started = startIn(deps, rules, event, head, late);
    if ("why" in started) {
      why ??= started.why;
      continue;
    }
    const stop = stoppedAfter(deps, started.enrollment, inOrder, head);
    return stop === undefined ? { ...started, isThere: false } : { why: `would have ended since: ${stop}` };
  }
  return { why: why ?? `no ${rules.start.on} yet` };
}

/** Enrolled before, by this event: perhaps a crash came before its start. */
function resumed(there: Enrollment): Found {
  const { campaign, id, begins } = there;
  if (!isActive(there)) return { why: "was in it before" };
  const isScheduled = there.begun === undefined;
  const effect: Effect = isScheduled
    ? { do: "schedule", campaign, enrollment: id, at: begins }
    : { do: "start", campaign, enrollment: id };
  return { enrollment: there, effect, isThere: true };
}

function stoppedAfter(
  deps: With<"shop">,
  enrollment: Enrollment,
  inOrder: readonly ShopEvent[],
  { profile, contact }: Head,
): string | undefined {
  const begun: Enrollment = { ...enrollment, begun: true };
  for (const event of inOrder) {
    const about = { profile, contact, event: eventFacts(event) };
    if (reachesGoal(begun, event, about, deps)) return "goal";
    const outcome = stoppedBy(enrollment, event, about, deps);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

/** False: something about the customer changed since it was read. */
async function write(deps: With<"shop">, customer: string, head: Head, enrollment: Enrollment): Promise<boolean> {
  const unread: (Put | Check)[] = [
    { check: keys.contact(customer), if: unchanged(head.contact) },
    { check: keys.profile(customer), if: unchanged(head.profile) },
  ];
  try {
    const last = head.enrollments.get(enrollment.campaign);
    const replaced = new Map(last === undefined ? [] : [[enrollment.campaign, ended(last, deps.now())]]);
    const kept = expiry(deps.shop, "journeys", deps.now());
    await deps.table.transact([
      ...enrollmentWrites(customer, head, { enrollments: [enrollment], replaced }, kept),
      ...unread,
    ]);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}

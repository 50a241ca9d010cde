import { COUPON_REDEEMED } from "../campaign/event-facts.ts";
import type { ShopEvent } from "../campaign/events.ts";
import { TransactionRefused } from "../store/table.ts";
import { completed } from "./advocacy/completed.ts";
import { addressed } from "./advocacy/own-events.ts";
import type { Redemption } from "./advocacy/redemption.ts";
import type { Referral } from "./advocacy/referral.ts";
import { Contended } from "./contended.ts";
import { carryOut } from "./effects.ts";
import { type Decided, decided } from "./enroll/decided.ts";
import { hearLateWords } from "./enroll/late-words.ts";
import { meantBy } from "./enroll/unheard.ts";
import { readHead } from "./head.ts";
import { isForgotten } from "./keep.ts";
import { keys } from "./keys.ts";
import type { EnrollDeps } from "./ports.ts";
import type { EventMarker } from "./records.ts";

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
  /** Whether a purchase with a friend's code counts for whoever passed it on, and why not. */
  referral?: Referral;
  /** What became of the coupon of a purchase; nothing is said of a code that may well be the shop's own. */
  coupon?: Redemption;
  /** Of a type that is probably misspelled. */
  note?: string;
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
 * 4. Does it: starts, schedules, stops, wakes; then takes in what this event led to as events of their own, which may be
 *    about somebody else: a friend's purchase is news to whoever sent them.
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
    if (known !== undefined) return finish(deps, customer, known as unknown as EventMarker);
    const whole = await completed(deps, event, head.profile);
    if (whole === undefined) return UNCHANGED;
    const { writes, marker, ...led } = await decided(deps, whole, head);
    try {
      await deps.table.transact(writes);
    } catch (error) {
      if (error instanceof TransactionRefused) continue;
      throw error;
    }
    const answer = await finish(deps, customer, marker, led);
    logRefusals(deps, eventId, answer);
    return { ...answer, ...noteOn(deps, event) };
  }
  throw new Contended(
    `event ${eventId}: the customer's records changed ${MOST_TRIES} times in a row; it will be tried again`,
  );
}

/** `fresh`: what was just decided; a replay has nothing of that. */
async function finish(
  deps: EnrollDeps,
  customer: string,
  { effects, follows = [] }: EventMarker,
  fresh?: Omit<Decided, "marker" | "writes">,
): Promise<Enrolled> {
  await carryOut(deps, customer, effects, fresh?.led.enrollments);
  const { started = [], ended = [], goals = [], passed = [] } = fresh?.led ?? {};
  const answer: Enrolled = {
    applied: fresh !== undefined,
    enrolled: started.map(({ campaign, id, status, begins }) => ({
      campaign,
      enrollment: id,
      holdout: status === "holdout",
      begins: new Date(begins).toISOString(),
    })),
    ended: [...ended],
    goals: [...goals],
    passed: [...passed],
    woken: effects.filter((effect) => effect.do === "wake").length,
    ...(fresh?.referral === undefined ? {} : { referral: fresh.referral }),
    ...(fresh?.coupon === undefined ? {} : { coupon: fresh.coupon }),
  };
  for (const follower of follows) {
    const told = await addressed(deps, follower);
    if (told === undefined) continue;
    const more = await enroll(deps, told);
    include(answer, more);
    // That is told once a code: this purchase came after another with the same.
    if (told.type === COUPON_REDEEMED && !more.applied && answer.coupon) answer.coupon = { refused: "redeemed before" };
  }
  return answer;
}

function noteOn(deps: EnrollDeps, event: ShopEvent): Pick<Enrolled, "note"> {
  const { type, eventId } = event;
  const meant = meantBy(deps, event);
  if (meant === undefined) return {};
  deps.log("warn", "no campaign listens to this event", { event: eventId, type, meant });
  return { note: `no campaign listens to ${type}; did you mean ${meant}?` };
}

/** Without the codes, which are worth money. */
function logRefusals({ log }: EnrollDeps, event: string, { referral, coupon }: Enrolled): void {
  if (referral && "refused" in referral) log("info", "a referral does not count", { event, why: referral.refused });
  if (coupon && "refused" in coupon) log("info", "a coupon does not count", { event, why: coupon.refused });
}

/**
 * What an event led to by those that follow from it is what it led to. A campaign that was passed for it and for what followed
 * is told once: with the first reason, which is about whom the event is about.
 */
function include(answer: Enrolled, more: Enrolled): void {
  answer.enrolled.push(...more.enrolled);
  answer.ended.push(...more.ended);
  answer.goals.push(...more.goals);
  const told = new Set(answer.passed.map(({ campaign }) => campaign));
  answer.passed.push(...more.passed.filter(({ campaign }) => !told.has(campaign)));
  answer.woken += more.woken;
}

import { eventFacts, orderFacts } from "../../campaign/event-facts.ts";
import type { Order, Purchase, ShopEvent } from "../../campaign/events.ts";
import { holds } from "../../campaign/holds.ts";
import type { ExecutionInput, Question, Rules } from "../../compiler/compiled.ts";
import { customerFacts } from "../facts.ts";
import { enrollmentId, share } from "../hash.ts";
import type { Head } from "../head.ts";
import type { EnrollDeps } from "../ports.ts";
import type { Effect, Enrollment } from "../records.ts";
import { stands } from "../standing.ts";
import { untilMoment } from "../until.ts";
import { zoneOf } from "../zone-of-country.ts";

const DAY = 86_400_000;
/** Messages may be held, retried and redelivered for days beyond the longest way. */
const MARGIN = 7 * DAY;
/** An event that comes later than this starts nothing: nobody is thanked for the order of last year. */
const START_WITHIN = 3 * DAY;

type Started = { enrollment: Enrollment; effect?: Effect } | { why: string };

/**
 * Whether and how this event starts a journey in this campaign. `late`: what becomes of one whose beginning has long gone by;
 * `start` lets it begin now.
 */
export function startIn(
  deps: Pick<EnrollDeps, "shop" | "now" | "campaigns">,
  rules: Rules,
  event: ShopEvent,
  head: Head,
  late: "skip" | "start" = "skip",
): Started {
  const now = deps.now();
  const at = Date.parse(event.at);
  const last = head.enrollments.get(rules.campaign);
  const order = event.type === "purchase" ? withoutPrints((event as Purchase).order) : undefined;
  const facts = {
    customer: customerFacts(head.profile, head.contact, deps.shop, now),
    order: order === undefined ? undefined : orderFacts(order),
    event: eventFacts(event),
  };
  if (rules.start.if !== undefined && !holds(rules.start.if, facts)) return { why: "start.if does not hold" };
  if (rules.transactional === undefined && head.contact?.consent?.marketing === false)
    return { why: "said no to marketing" };
  if (last !== undefined && stands(last, now)) return { why: "already in it" };
  // A journey that was stopped during its first wait does not count: the customer heard nothing of it.
  const countedAt = last?.begun ? last.at : last?.countedAt;
  const again = mayComeAgain(rules, countedAt, at);
  if (again !== undefined) return { why: again };

  const timeZone = zoneOf(head.contact, deps.shop);
  const planned = beginning(rules, at, { profile: head.profile, timeZone });
  if (planned === undefined) return { why: "the profile has no such date to come" };
  if (late === "skip" && now > planned + START_WITHIN) return { why: "its time had gone by" };
  const begins = late === "skip" ? planned : Math.max(planned, now);
  const isHoldout = rules.holdout > 0 && share("holdout", rules.campaign, event.customerId) < rules.holdout;
  const isScheduled = rules.begin !== undefined;
  const id = enrollmentId(rules.campaign, event.customerId, event.eventId);
  const enrollment: Enrollment = {
    rev: (last?.rev ?? 0) + 1,
    id,
    campaign: rules.campaign,
    version: rules.version,
    status: isHoldout ? "holdout" : isScheduled ? "scheduled" : "running",
    event: event.eventId,
    at,
    begins,
    ...(isScheduled ? {} : { begun: true }),
    ...(rules.transactional === undefined ? {} : { transactional: true }),
    ...(rules.stages === undefined ? {} : { stages: true }),
    ...(rules.priority === undefined ? {} : { priority: rules.priority }),
    ...(yields(rules, deps.campaigns) ? { yields: true } : {}),
    ...placed(rules, { isHoldout, isScheduled, begins: isScheduled ? begins : now }),
    endsBy: Math.max(begins, now) + rules.longest * 1000 + MARGIN,
    stop: rules.stop,
    ...(rules.goal === undefined ? {} : { goal: rules.goal }),
    answers: answers(rules, event.customerId, facts),
    ...(order === undefined ? { eventFacts: facts.event } : { order: { ...order, at: event.at } }),
    ...(countedAt === undefined ? {} : { countedAt }),
  };
  const about = { campaign: rules.campaign, enrollment: id };
  if (isScheduled) return { enrollment, effect: { do: "schedule", ...about, at: begins } };
  return isHoldout ? { enrollment } : { enrollment, effect: { do: "start", ...about } };
}

/** Fingerprints tell people apart; no message and no system of the shop is told of them. */
function withoutPrints({ fingerprints: _fingerprints, ...order }: Order): Order {
  return order;
}

function yields(rules: Rules, all: readonly Rules[]): boolean {
  return all.some((other) => (other.priority ?? 0) > (rules.priority ?? 0));
}

/** Whoever begins is at the first step, which is told with the enrollment: its own function need not. */
function placed(
  rules: Rules,
  { isHoldout, isScheduled, begins }: { isHoldout: boolean; isScheduled: boolean; begins: number },
): Pick<Enrollment, "first" | "step" | "stepAt" | "wants"> {
  if (isHoldout) return {};
  const { first } = rules;
  const wants = rules.wants === undefined ? {} : { wants: rules.wants.map((seconds) => begins + seconds * 1000) };
  if (first === undefined) return wants;
  return isScheduled ? { first, ...wants } : { step: first, stepAt: begins, ...wants };
}

/** Why a customer may not come in again, or undefined. */
function mayComeAgain(rules: Rules, countedAt: number | undefined, at: number): string | undefined {
  const { again } = rules.start;
  if (countedAt === undefined || again === "always") return undefined;
  if (again === "never") return "was in it before";
  return at - countedAt < again.afterSeconds * 1000 ? "was in it too recently" : undefined;
}

function beginning(
  rules: Rules,
  at: number,
  customer: { profile: Head["profile"]; timeZone: string },
): number | undefined {
  if (rules.begin === undefined) return at;
  return "seconds" in rules.begin ? at + rules.begin.seconds * 1000 : untilMoment(rules.begin.until, at, customer);
}

function answers(
  rules: Rules,
  customer: string,
  facts: { customer: unknown; order: unknown; event: unknown },
): ExecutionInput["answers"] {
  return Object.fromEntries(
    rules.questions.map((question) => [question.key, answer(question, rules, customer, facts)]),
  );
}

/** The number of the way; the count of ways when none holds, which the machine's Choice leads past them all. */
function answer(question: Question, rules: Rules, customer: string, facts: object): number {
  if (question.kind === "branch") {
    const way = question.ways.findIndex((condition) => condition === null || holds(condition, facts));
    return way < 0 ? question.ways.length : way;
  }
  const total = question.weights.reduce((sum, weight) => sum + weight, 0);
  let point = share("split", rules.campaign, question.key, customer) * total;
  return question.weights.findIndex((weight, index) => {
    point -= weight;
    // The last way takes what rounding leaves over.
    return point < 0 || index === question.weights.length - 1;
  });
}

import { eventFacts } from "../../campaign/event-facts.ts";
import type { ShopEvent } from "../../campaign/events.ts";
import type { Head } from "../head.ts";
import { isLook } from "../look.ts";
import type { EnrollDeps } from "../ports.ts";
import type { Effect, Enrollment } from "../records.ts";
import { ended, isActive, stopped } from "../standing.ts";
import { stopEffect } from "../stop.ts";
import { reachesGoal, stoppedBy } from "./rules.ts";
import { startIn } from "./start.ts";

/** What an event changes for a customer's enrollments, decided but not yet written. */
export interface Consequences {
  /** Records as they shall be: changed ones and new ones. */
  enrollments: Enrollment[];
  /** Last enrollments that a new one takes the place of, as they ended. */
  replaced: Map<string, Enrollment>;
  effects: Effect[];
  started: Enrollment[];
  ended: { campaign: string; outcome: string }[];
  goals: string[];
  passed: { campaign: string; why: string }[];
}

/**
 * Goals and stops of the journeys that were there before, then starts. `head` has the event's profile and contact in it.
 * Saying no to marketing ends every journey and starts none.
 */
export function consequences(deps: EnrollDeps, event: ShopEvent, head: Head): Consequences {
  const led: Consequences = {
    enrollments: [],
    replaced: new Map(),
    effects: [],
    started: [],
    ended: [],
    goals: [],
    passed: [],
  };
  if (isLook(event)) return led;
  const saidNo = event.customer?.consent?.marketing !== undefined && head.contact?.consent?.marketing === false;
  const now = new Map(head.enrollments);
  for (const enrollment of head.enrollments.values()) {
    const next = settle(deps, event, head, enrollment, saidNo, led);
    if (next === enrollment) continue;
    led.enrollments.push(next);
    now.set(next.campaign, next);
  }
  for (const rules of deps.campaigns) {
    if (rules.start.on !== event.type) continue;
    const result = startIn(deps, rules, event, { ...head, enrollments: now });
    if ("why" in result) {
      led.passed.push({ campaign: rules.campaign, why: result.why });
      continue;
    }
    const last = now.get(rules.campaign);
    if (last !== undefined) led.replaced.set(rules.campaign, ended(last, deps.now()));
    led.enrollments = [...led.enrollments.filter((other) => other.campaign !== rules.campaign), result.enrollment];
    led.started.push(result.enrollment);
    if (result.effect !== undefined) led.effects.push(result.effect);
  }
  return led;
}

function settle(
  deps: EnrollDeps,
  event: ShopEvent,
  head: Head,
  enrollment: Enrollment,
  saidNo: boolean,
  led: Consequences,
): Enrollment {
  const at = Date.parse(event.at);
  const facts = { profile: head.profile, contact: head.contact, event: eventFacts(event) };
  let next = enrollment;
  if (reachesGoal(enrollment, event, facts, deps)) {
    led.goals.push(enrollment.campaign);
    const order = event.type === "purchase" && "order" in event ? event.order : undefined;
    next = {
      ...next,
      rev: enrollment.rev + 1,
      goalMetAt: at,
      ...(order === undefined ? {} : { goalValue: { total: order.total, currency: order.currency } }),
    };
  }
  if (!isActive(enrollment)) return next;
  const stop = stoppedBy(enrollment, event, facts, deps);
  const outcome =
    saidNo && enrollment.transactional === undefined
      ? "unsubscribed"
      : (stop ?? (next === enrollment ? undefined : "goal"));
  if (outcome === undefined) return next;
  led.ended.push({ campaign: enrollment.campaign, outcome });
  led.effects.push(stopEffect(enrollment, outcome));
  return stopped(next, outcome, deps.now());
}

import type { Rule } from "../../campaign/campaign.ts";
import type { ShopEvent } from "../../campaign/events.ts";
import { holds } from "../../campaign/holds.ts";
import { isAboutFriend } from "../advocacy/own-events.ts";
import type { Contact } from "../contact.ts";
import { customerFacts, isAboutOrder, startFacts } from "../facts.ts";
import type { With } from "../ports.ts";
import type { Enrollment, Profile } from "../records.ts";

interface About {
  profile: Profile | undefined;
  contact: Contact | undefined;
  event: Record<string, unknown>;
}

/** Whether this event is the conversion that the campaign is for: after the journey began, within its window, once. */
export function reachesGoal(enrollment: Enrollment, event: ShopEvent, about: About, deps: With<"shop">): boolean {
  const { goal } = enrollment;
  if (goal === undefined || enrollment.goalMetAt !== undefined || enrollment.event === event.eventId) return false;
  // A journey that was stopped has had its end; one that ran to its last step may still pay off.
  if (enrollment.status === "ended" && enrollment.stopped === true) return false;
  const at = Date.parse(event.at);
  const isInTime = at >= enrollment.begins && at <= enrollment.begins + goal.withinSeconds * 1000;
  return isInTime && enrollment.begun === true && applies(goal, enrollment, event, about, deps);
}

/** The outcome of the first stop rule that this event meets. */
export function stoppedBy(
  enrollment: Enrollment,
  event: ShopEvent,
  about: About,
  deps: With<"shop">,
): string | undefined {
  // An event that is older than the journey, or began it, says nothing about it.
  if (enrollment.event === event.eventId || Date.parse(event.at) < enrollment.at) return undefined;
  return enrollment.stop?.find((rule) => applies(rule, enrollment, event, about, deps))?.outcome;
}

function applies(rule: Rule, enrollment: Enrollment, event: ShopEvent, about: About, deps: With<"shop">): boolean {
  if (rule.on !== event.type || !isAboutOrder(enrollment.order?.id, event.type, about.event)) return false;
  if (!isAboutFriend(enrollment.event, event)) return false;
  if (rule.if === undefined) return true;
  return holds(rule.if, {
    customer: customerFacts(about.profile, about.contact, deps.shop, deps.now()),
    order: startFacts(enrollment).order,
    event: about.event,
  });
}

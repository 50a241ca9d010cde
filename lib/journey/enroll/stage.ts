import { STAGE_CHANGED } from "../../campaign/event-facts.ts";
import type { ShopEvent } from "../../campaign/events.ts";
import type { Head } from "../head.ts";
import type { EnrollDeps } from "../ports.ts";
import type { Effect, Enrollment, Profile } from "../records.ts";
import { nextStageAt, stageOf } from "../stage.ts";

interface Staged {
  profile: Profile;
  effects: Effect[];
  follows: ShopEvent[];
}

/**
 * The profile with the stage that the customer is at now; and where somebody listens, what tells that it changed, and what
 * looks again when time alone will have changed it: either is paid for. The change is dated as the event that showed it: orders of long ago, told today, start nothing.
 */
export function withStage(
  deps: EnrollDeps,
  event: ShopEvent,
  profile: Profile,
  head: Pick<Head, "enrollments">,
): Staged {
  const now = deps.now();
  const from = profile.stage;
  const to = stageOf(profile, deps.shop, now);
  const at = Math.min(Date.parse(event.at), now);
  const isTold = isHeard(deps, head, at);
  const effects = isTold ? watch(deps, event, profile, now) : [];
  if (to === undefined || to === from) return { profile, effects, follows: [] };
  if (!isTold) return { profile: { ...profile, stage: to }, effects, follows: [] };
  const changed: ShopEvent = {
    type: STAGE_CHANGED,
    eventId: `${event.eventId}~${STAGE_CHANGED}`,
    customerId: event.customerId,
    at: new Date(at).toISOString(),
    data: { ...(from === undefined ? {} : { from }), to },
  };
  return { profile: { ...profile, stage: to }, effects, follows: [changed] };
}

/** Purchases move the moment; an event about the profile sets it for customers from before anybody listened. */
function watch(deps: EnrollDeps, event: ShopEvent, profile: Profile, now: number): Effect[] {
  if (event.type !== "purchase" && event.type !== "profile") return [];
  const at = nextStageAt(profile, deps.shop, now);
  if (at === undefined) return [];
  const to = stageOf(profile, deps.shop, at);
  return [{ do: "watch stage", at, ...(to === undefined ? {} : { to }) }];
}

/** A campaign that is on listens, or one that was on when this customer came into it. */
function isHeard(
  { campaigns }: Pick<EnrollDeps, "campaigns">,
  { enrollments }: Pick<Head, "enrollments">,
  at: number,
): boolean {
  return campaigns.some(({ stages }) => stages) || [...enrollments.values()].some((one) => listens(one, at));
}

/** Of a journey that is over, only its goal may listen still, as long as a change of this moment could reach it. */
function listens({ stages, status, goal, goalMetAt, begins }: Enrollment, at: number): boolean {
  if (stages === undefined || status !== "ended") return stages === true;
  return goal !== undefined && goalMetAt === undefined && at <= begins + goal.withinSeconds * 1000;
}

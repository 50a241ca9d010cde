import { STAGE_CHANGED } from "../../campaign/event-facts.ts";
import type { ShopEvent } from "../../campaign/events.ts";
import type { EnrollDeps } from "../ports.ts";
import type { Effect, Profile } from "../records.ts";
import { nextStageAt, stageOf } from "../stage.ts";

interface Staged {
  profile: Profile;
  effects: Effect[];
  follows: ShopEvent[];
}

/**
 * The profile with the stage that the customer is at now, what tells that it changed, and what looks again when time alone
 * will have changed it. The change is dated as the event that showed it: orders of long ago, told today, start nothing.
 */
export function withStage(deps: EnrollDeps, event: ShopEvent, profile: Profile): Staged {
  const now = deps.now();
  const from = profile.stage;
  const to = stageOf(profile, deps.shop, now);
  const effects = watch(deps, event, profile, now);
  if (to === undefined || to === from) return { profile, effects, follows: [] };
  const changed: ShopEvent = {
    type: STAGE_CHANGED,
    eventId: `${event.eventId}~${STAGE_CHANGED}`,
    customerId: event.customerId,
    at: new Date(Math.min(Date.parse(event.at), now)).toISOString(),
    data: { ...(from === undefined ? {} : { from }), to },
  };
  return { profile: { ...profile, stage: to }, effects, follows: [changed] };
}

/** Purchases move the moment; an event about the profile sets it for customers from before anybody listened. */
function watch(deps: EnrollDeps, event: ShopEvent, profile: Profile, now: number): Effect[] {
  if (event.type !== "purchase" && event.type !== "profile") return [];
  const at = nextStageAt(profile, deps.shop, now);
  return at === undefined || !isHeard(deps) ? [] : [{ do: "watch stage", at }];
}

/** By the rules of the campaigns that are on; what waits for it within a journey is not known here. */
function isHeard({ campaigns }: Pick<EnrollDeps, "campaigns">): boolean {
  return campaigns.some(({ start, stop, goal }) =>
    [start, ...stop, ...(goal === undefined ? [] : [goal])].some(({ on }) => on === STAGE_CHANGED),
  );
}

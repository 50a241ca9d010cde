import type { Campaign } from "../campaign.ts";
import { isMessageFact, partsOf } from "../holds.ts";
import type { Finding } from "../reading/finding.ts";
import { allConditions, type ConditionPlace } from "./places.ts";

/**
 * Rules and waits are answered when an event arrives, from that event and the order that started the journey alone (rules from the
 * profile, too). What they cannot know would never hold.
 */
export function checkAskable(campaign: Campaign): Finding[] {
  return allConditions(campaign).flatMap((place) =>
    partsOf(place.condition, place.path).flatMap(({ key, path }): Finding[] => {
      const what = unknowable(key, place.role);
      return what === undefined ? [] : [{ path, what, fix: "ask this in a branch" }];
    }),
  );
}

function unknowable(key: string, role: ConditionPlace["role"]): string | undefined {
  if (isMessageFact(key) && (role === "stop" || role === "goal" || role === "wait")) {
    const who = role === "wait" ? "a waitFor" : `a ${role} rule`;
    return `${who} looks at the event that arrives, not at messages`;
  }
  if (key.startsWith("customer.") && role === "wait")
    return "a waitFor looks at the event that arrives, not at the profile";
  return undefined;
}

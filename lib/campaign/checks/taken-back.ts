import type { Campaign } from "../campaign.ts";
import { REFERRAL_CONVERTED, REFERRAL_REVERSED } from "../event-facts.ts";
import type { Finding } from "../reading/finding.ts";
import { definitionOf } from "../walk.ts";
import { allPlaces } from "./places.ts";

const RULE = `{ "on": "${REFERRAL_REVERSED}", "outcome": "sent back" }`;

/** A friend brings a coupon, and may send back what they bought before it is given: a rule has to end the journey then. */
export function checkTakenBack(campaign: Campaign): Finding[] {
  const { start, stop } = campaign;
  if (start.on !== REFERRAL_CONVERTED || stop?.some(({ on }) => on === REFERRAL_REVERSED)) return [];
  const first = allPlaces(campaign).find(({ step }) => definitionOf(step).gives === "coupon");
  if (first === undefined) return [];
  const what = "a friend who sends the order back before this coupon would still bring one";
  const why = `nothing ends the journey on "${REFERRAL_REVERSED}"`;
  const fix = stop === undefined ? `add "stop": [${RULE}] to the campaign` : `add ${RULE} to the campaign's "stop"`;
  return [{ path: [...first.path, "coupon"], what, why, fix }];
}

import type { Campaign } from "../campaign/campaign.ts";
import type { CheckedCampaign } from "../campaign/check.ts";
import { allPlaces, type Place } from "../campaign/checks/places.ts";
import { REFERRAL_CONVERTED } from "../campaign/event-facts.ts";
import type { Fault } from "../campaign/faults.ts";
import { toFault } from "../campaign/reading/finding.ts";
import { kind, messageOf } from "../campaign/walk.ts";

/** Whether it sends codes for friends, with the promise of something when one comes. */
export function invites(campaign: Campaign): boolean {
  return invitation(campaign) !== undefined;
}

/** Whether it hears of every friend: a wait hears of those who come meanwhile, and a code is its customer's for ever. */
export function hearsOfFriends({ start }: Campaign): boolean {
  return start.on === REFERRAL_CONVERTED;
}

/** What is promised to those who bring friends is kept by a campaign, which may be any of the shop's. At each first invitation. */
export function checkThanked(checked: readonly CheckedCampaign[]): Fault[] {
  if (checked.some(({ campaign }) => hearsOfFriends(campaign))) return [];
  return checked.flatMap(({ campaign, path: file, positions }) => {
    const first = invitation(campaign);
    if (first === undefined) return [];
    const what = `whoever brings a friend is promised something, and no campaign starts on ${REFERRAL_CONVERTED}`;
    const fix = "copy one (npx regulars new advocate-thanks), or write one of your own";
    return [toFault({ path: [...first.path, kind(first.step)], what, fix }, file, positions)];
  });
}

function invitation(campaign: Campaign): Place | undefined {
  return allPlaces(campaign).find(({ step }) => messageOf(step)?.referral !== undefined);
}

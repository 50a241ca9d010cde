import type { Campaign } from "../campaign.ts";
import { WEEKDAYS } from "../parts/weekdays.ts";
import type { Finding } from "../reading/finding.ts";
import { PROFILE_DATES } from "../reading/known-facts.ts";
import { suggest } from "../reading/suggest.ts";
import { allPlaces } from "./places.ts";

const DATES = PROFILE_DATES.map((name) => `customer.${name}`);
/** It moves with every order: an anniversary of it is the day of nothing. */
const EXPECTED = "customer.nextOrderAt";
const ATTRIBUTE = /^customer\.attributes\.[A-Za-z][A-Za-z0-9_]*$/;

/** Which parts of `{ "until": … }` go together. */
export function checkUntil(campaign: Campaign): Finding[] {
  return allPlaces(campaign).flatMap(({ step, path }) => {
    if (!("wait" in step) || typeof step.wait === "string") return [];
    const { until, at, offset, yearly } = step.wait;
    const here = [...path, "wait"];
    const isDate = until.startsWith("customer.");
    const isWeekday = (WEEKDAYS as readonly string[]).includes(until);
    const needsDate = (key: string): Finding => ({
      path: [...here, key],
      what: `${key} belongs to a date on the profile, and until is "${until}"`,
      fix: 'remove it, or wait until a date such as "customer.attributes.renewsOn"',
    });
    return [
      ...(isDate && !DATES.includes(until) && !ATTRIBUTE.test(until) ? [unknownDate(until, [...here, "until"])] : []),
      ...(offset !== undefined && !isDate ? [needsDate("offset")] : []),
      ...(yearly !== undefined && !isDate ? [needsDate("yearly")] : []),
      ...(yearly === true && until === EXPECTED ? [noAnniversary([...here, "yearly"])] : []),
      ...(at !== undefined && !isDate && !isWeekday
        ? [{ path: [...here, "at"], what: `until is a time of day already, "${until}"`, fix: "remove at" }]
        : []),
    ];
  });
}

function noAnniversary(path: Finding["path"]): Finding {
  const what = `"${EXPECTED}" has no anniversaries: it moves with every order`;
  return { path, what, fix: 'remove yearly, or wait until a date such as "customer.firstOrderAt"' };
}

function unknownDate(until: string, path: Finding["path"]): Finding {
  const own = `customer.attributes.${until
    .split(".")
    .slice(1)
    .join("_")
    .replace(/^attributes_/, "")}`;
  const meant = suggest(until, DATES) ?? (ATTRIBUTE.test(own) ? own : "customer.attributes.renewsOn");
  return { path, what: `"${until}" is not a date that a profile has`, fix: `did you mean "${meant}"?` };
}

import type { Campaign } from "../campaign.ts";
import { WEEKDAYS } from "../parts/weekdays.ts";
import type { Finding } from "../reading/finding.ts";
import { suggest } from "../reading/suggest.ts";
import { allPlaces } from "./places.ts";

const DATES = ["customer.firstOrderAt", "customer.lastOrderAt"];
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
      ...(at !== undefined && !isDate && !isWeekday
        ? [{ path: [...here, "at"], what: `until is a time of day already, "${until}"`, fix: "remove at" }]
        : []),
    ];
  });
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

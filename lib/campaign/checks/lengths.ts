import type { Campaign } from "../campaign.ts";
import { toSeconds } from "../durations.ts";
import { WEEKDAYS } from "../parts/weekdays.ts";
import type { Finding, Path } from "../reading/finding.ts";
import type { Step, Until } from "../steps.ts";
import { allPlaces, waysAt } from "./places.ts";

const DAY = 86_400;
/** An execution of Step Functions lasts at most one year: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const YEAR = 365 * DAY;

export function checkLengths(campaign: Campaign): Finding[] {
  const single = [
    ...allPlaces(campaign).flatMap(({ step, path }) => {
      if ("wait" in step && typeof step.wait === "string") return tooLong(step.wait, [...path, "wait"]);
      return "waitFor" in step ? tooLong(step.within, [...path, "within"]) : [];
    }),
    ...(campaign.goal === undefined ? [] : tooLong(campaign.goal.within, ["goal", "within"])),
  ];
  return single.length > 0 ? single : wholeJourney(campaign);
}

function tooLong(duration: string, path: Path): Finding[] {
  if (toSeconds(duration) <= YEAR) return [];
  return [{ path, what: `"${duration}" is longer than 365 days`, fix: "write 365 days or less" }];
}

function wholeJourney({ steps }: Campaign): Finding[] {
  const [first, ...rest] = steps;
  const leading = first !== undefined && "wait" in first;
  const longest = longestOf(leading ? rest : steps);
  if (longest <= YEAR) return [];
  return [
    {
      path: ["steps"],
      what: `the journey can take ${Math.ceil(longest / DAY)} days${leading ? " after its first wait" : ""}`,
      why: "a journey lasts at most 365 days",
      fix: "shorten its waits, or split it in two campaigns",
    },
  ];
}

function longestOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    const inside = waysAt({ step, path: [] }).map((way) => longestOf(way.steps));
    return sum + ownLength(step) + Math.max(0, ...inside);
  }, 0);
}

function ownLength(step: Step): number {
  if ("waitFor" in step) return toSeconds(step.within);
  if (!("wait" in step)) return 0;
  return typeof step.wait === "string" ? toSeconds(step.wait) : longestUntil(step.wait);
}

/** A date that does not come again may be near or far: what it takes is known only when the customer gets there. */
function longestUntil({ until, yearly }: Until): number {
  if (until.startsWith("customer.")) return yearly === true ? YEAR : 0;
  return (WEEKDAYS as readonly string[]).includes(until) ? 7 * DAY : DAY;
}

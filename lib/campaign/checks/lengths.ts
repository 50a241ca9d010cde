import type { Campaign } from "../campaign.ts";
import { toSeconds } from "../durations.ts";
import type { Finding, Path } from "../reading/finding.ts";
import type { Step } from "../steps.ts";
import { definitionOf } from "../walk.ts";
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
    return sum + (definitionOf(step).longest?.(step) ?? 0) + Math.max(0, ...inside);
  }, 0);
}

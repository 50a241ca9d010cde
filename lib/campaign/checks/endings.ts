import type { Campaign } from "../campaign.ts";
import type { Finding } from "../reading/finding.ts";
import { definitionOf } from "../walk.ts";
import { allPlaces, coversAll, type Way, waysAt } from "./places.ts";

/** Steps that no customer reaches. */
export function checkReachable(campaign: Campaign): Finding[] {
  return [...unreached({ steps: campaign.steps, path: ["steps"] }).findings, ...afterEveryoneElse(campaign)];
}

function unreached(way: Way): { findings: Finding[]; ends: boolean } {
  const findings: Finding[] = [];
  let ends = false;
  for (const [index, step] of way.steps.entries()) {
    const place = { step, path: [...way.path, index] };
    const inside = waysAt(place).map(unreached);
    findings.push(...inside.flatMap((course) => course.findings));
    if (ends) continue;
    ends =
      definitionOf(step).ends === true ||
      (inside.length > 0 && coversAll(step) && inside.every((course) => course.ends));
    if (!ends || index === way.steps.length - 1) continue;
    const what = "this step is never reached";
    const why =
      "exit" in step ? "the exit before it ends the journey" : "every way of the step before it ends in an exit";
    findings.push({ path: [...way.path, index + 1], what, why, fix: "remove it, or move it before the exit" });
  }
  return { findings, ends };
}

function afterEveryoneElse(campaign: Campaign): Finding[] {
  return allPlaces(campaign).flatMap(({ step, path }) => {
    if (!("branch" in step)) return [];
    const everyone = step.branch.findIndex((way) => way.if === undefined);
    if (everyone < 0 || everyone === step.branch.length - 1) return [];
    return [
      {
        path: [...path, "branch", everyone + 1],
        what: "this way is never taken",
        why: 'the way before it has no "if" and takes everyone',
        fix: 'put the way without "if" last, or give it an "if"',
      },
    ];
  });
}

/** A wait that nothing follows. A waitFor is left alone: what it sees is counted. */
export function checkFinalWait(campaign: Campaign): Finding[] {
  return finalWaits({ steps: campaign.steps, path: ["steps"] });
}

function finalWaits({ steps, path }: Way): Finding[] {
  const step = steps.at(-1);
  if (step === undefined) return [];
  const place = { step, path: [...path, steps.length - 1] };
  if (!("wait" in step)) return waysAt(place).flatMap(finalWaits);
  const what = "nothing comes after this wait";
  return [{ path: place.path, what, fix: "remove it, or add the step that it waits for" }];
}

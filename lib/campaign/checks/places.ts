import type { Campaign } from "../campaign.ts";
import type { Condition } from "../conditions.ts";
import type { Path } from "../reading/finding.ts";
import type { Step } from "../steps.ts";
import { definitionOf, waysOf } from "../walk.ts";

export interface Place {
  step: Step;
  path: Path;
}

/** A list of steps and where it is. */
export interface Way {
  steps: readonly Step[];
  path: Path;
}

/** The ways that a step holds, in reading order. */
export function waysAt({ step, path }: Place): Way[] {
  return waysOf(step).map((way) => ({ steps: way.steps, path: [...path, ...way.path] }));
}

/** Whether every customer goes one of the ways that are written, so that the step ends the journey when all of them do. */
export function coversAll(step: Step): boolean {
  return definitionOf(step).covers?.(step) === true;
}

/** Every step, however deep, in reading order. */
function placesIn(way: Way): Place[] {
  return way.steps.flatMap((step, index) => {
    const place = { step, path: [...way.path, index] };
    return [place, ...waysAt(place).flatMap(placesIn)];
  });
}

export function allPlaces(campaign: Pick<Campaign, "steps">): Place[] {
  return placesIn({ steps: campaign.steps, path: ["steps"] });
}

export interface ConditionPlace {
  condition: Condition;
  path: Path;
  /** The kind of event that event.* speaks of. */
  event: string;
  role: "start" | "stop" | "goal" | "step" | "wait";
}

/** The conditions that a step itself asks, not those of the steps inside it. */
export function conditionsAt({ step, path }: Place, startedBy: string): ConditionPlace[] {
  return (definitionOf(step).asks?.(step) ?? []).map(({ condition, path: at, waits }) => ({
    condition,
    path: [...path, ...at],
    event: waits ?? startedBy,
    role: waits === undefined ? ("step" as const) : ("wait" as const),
  }));
}

/** Every condition of a campaign. */
export function allConditions(campaign: Campaign): ConditionPlace[] {
  const { start, stop = [], goal } = campaign;
  const ruled = [
    { rule: start, path: ["start", "if"], role: "start" as const },
    ...stop.map((rule, index) => ({ rule, path: ["stop", index, "if"], role: "stop" as const })),
    ...(goal === undefined ? [] : [{ rule: goal, path: ["goal", "if"], role: "goal" as const }]),
  ];
  return [
    ...ruled.flatMap(({ rule, path, role }) =>
      rule.if === undefined ? [] : [{ condition: rule.if, path, event: rule.on, role }],
    ),
    ...allPlaces(campaign).flatMap((place) => conditionsAt(place, start.on)),
  ];
}

import type { Campaign } from "../campaign.ts";
import { OWN_EVENTS } from "../event-facts.ts";
import { STANDARD_EVENTS } from "../events.ts";
import type { Finding, Path } from "../reading/finding.ts";
import { nearly } from "../reading/suggest.ts";
import type { Declarations } from "./declared.ts";
import { allPlaces } from "./places.ts";

/** Any name may be an event of the shop's; one that is nearly another's is a slip, and would wait for ever. */
export function checkEventNames(campaign: Campaign, { declared }: { declared?: Declarations | undefined }): Finding[] {
  if (declared === undefined) return [];
  const known: readonly string[] = [...STANDARD_EVENTS, ...OWN_EVENTS, ...Object.keys(declared.events ?? {})];
  return eventNames(campaign).flatMap(({ name, path }) => {
    const meant = nearly(name, known);
    if (meant === undefined) return [];
    const what = `"${name}" is nearly "${meant}"`;
    const why = "if nobody sends it, nothing ever comes of it";
    return [{ path, what, why, fix: `did you mean "${meant}"? Else declare it in shop.json, under "events"` }];
  });
}

function eventNames(campaign: Campaign): { name: string; path: Path }[] {
  const { start, stop = [], goal } = campaign;
  const waits = allPlaces(campaign).flatMap(({ step, path }) =>
    "waitFor" in step && "on" in step.waitFor ? [{ name: step.waitFor.on, path: [...path, "waitFor", "on"] }] : [],
  );
  return [
    { name: start.on, path: ["start", "on"] },
    ...stop.map(({ on }, index) => ({ name: on, path: ["stop", index, "on"] })),
    ...(goal === undefined ? [] : [{ name: goal.on, path: ["goal", "on"] }]),
    ...waits,
  ];
}

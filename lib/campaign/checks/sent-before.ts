import type { Campaign } from "../campaign.ts";
import type { Finding } from "../reading/finding.ts";
import type { Step } from "../steps.ts";
import { definitionOf, messageOf } from "../walk.ts";
import { coversAll, type Place, type Way, waysAt } from "./places.ts";

/** What is to be said of a step, by the messages that can have been sent before it. */
export type Visit = (place: Place, sent: ReadonlySet<Step>) => Finding[];

/** Goes the steps as customers would, on every way. */
export function alongSent({ steps }: Campaign, visit: Visit): Finding[] {
  return along({ steps, path: ["steps"] }, new Set(), visit).findings;
}

interface Course {
  findings: Finding[];
  /** Undefined when the journey ends on this way. */
  sent: ReadonlySet<Step> | undefined;
}

function along(way: Way, before: ReadonlySet<Step>, visit: Visit): Course {
  let sent = before;
  let ended = false;
  const findings: Finding[] = [];
  for (const [index, step] of way.steps.entries()) {
    const place = { step, path: [...way.path, index] };
    const courses = waysAt(place).map((inner) => along(inner, sent, visit));
    findings.push(...visit(place, sent), ...courses.flatMap((course) => course.findings));
    const ends = courses.flatMap((course) => (course.sent === undefined ? [] : [...course.sent]));
    const noneGoesOn = courses.length > 0 && courses.every((course) => course.sent === undefined);
    if (definitionOf(step).ends || (noneGoesOn && coversAll(step))) ended = true;
    sent = new Set([...sent, ...ends, ...(messageOf(step) === undefined ? [] : [step])]);
  }
  return { findings, sent: ended ? undefined : sent };
}

import type { Step } from "../campaign/steps.ts";
import { kind, messageOf, waysOf } from "../campaign/walk.ts";

/**
 * Gives every step of a campaign its key; to be asked once for each step, in reading order. An id is always its step's key,
 * and a template the key of the first step without an id that sends it. Other keys are numbered around those, so that a
 * step elsewhere never takes a lasting name away.
 */
export function keysOf(steps: readonly Step[]): (step: Step) => string {
  const lasting = new Set(everyStep(steps).flatMap((step) => lastingName(step) ?? []));
  const given = new Set<string>();
  const counts = new Map<string, number>();
  return (step) => {
    const name = lastingName(step);
    const key = name === undefined || given.has(name) ? numbered(name ?? kind(step), name === undefined ? 1 : 2) : name;
    given.add(key);
    return key;
  };

  function numbered(stem: string, from: number): string {
    let n = counts.get(stem) ?? from;
    while (given.has(`${stem}-${n}`) || lasting.has(`${stem}-${n}`)) n++;
    counts.set(stem, n + 1);
    return `${stem}-${n}`;
  }
}

function lastingName(step: Step): string | undefined {
  return step.id ?? messageOf(step)?.template;
}

function everyStep(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...waysOf(step).flatMap((way) => everyStep(way.steps))]);
}

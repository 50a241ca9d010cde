import { toSeconds } from "../../campaign/durations.ts";
import { durationSchema } from "../../campaign/parts/duration.ts";
import type { What } from "../../journey/tally.ts";
import type { Site } from "./site.ts";

/** What the buttons say, and what a person types. */
const SHORT: Record<string, string> = { "1h": "1 hour", "1d": "1 day", "7d": "7 days", "30d": "30 days" };
/** Far enough for any campaign; a slip of the finger should not run ten years. */
const FARTHEST = 400 * 86_400_000;

export interface Moved {
  now: number;
  happened: Happened;
}

export interface Happened {
  begun: number;
  sent: number;
  withheld: number;
  converted: number;
  ended: number;
}

/** The moment that `1h`, `7 days` or `next` means; a fault when it means none. */
export function momentOf(site: Site, forward: string): { at: number } | { fault: string } {
  const now = site.clock.now();
  if (forward === "next") {
    const next = site.runtime.world.loop.nextAt();
    return next === undefined ? { fault: "nothing is waiting, so there is nothing to go forward to" } : { at: next };
  }
  const words = durationSchema.safeParse(SHORT[forward] ?? forward);
  if (!words.success) return { fault: words.error.issues[0]?.message ?? "this is not a duration" };
  const distance = toSeconds(words.data) * 1000;
  if (distance > FARTHEST) return { fault: "this is farther than 400 days; go there in smaller steps" };
  return { at: now + distance };
}

/** Runs everything due on the way, each at its own time, and leaves the clock there; what has expired by then is removed. */
export async function moveTo(site: Site, at: number): Promise<Moved> {
  const before = totals(site);
  await site.runtime.world.loop.runUntil(at);
  site.sweep();
  const after = totals(site);
  const names = Object.keys(after) as (keyof Happened)[];
  const happened = Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as unknown as Happened;
  return { now: site.clock.now(), happened };
}

function totals({ project, runtime }: Site): Happened {
  const counts = project.campaigns.flatMap(({ campaign }) => runtime.figures.of(campaign.id));
  const sum = (isMeant: (what: What) => boolean): number =>
    counts.reduce((total, { what, n }) => (isMeant(what) ? total + n : total), 0);
  return {
    begun: sum((what) => what === "begun"),
    sent: sum((what) => what === "sent"),
    withheld: sum((what) => what.startsWith("withheld: ")),
    converted: sum((what) => what === "converted"),
    ended: sum((what) => what.startsWith("ended: ")),
  };
}

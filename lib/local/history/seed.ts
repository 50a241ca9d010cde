import type { DatabaseSync } from "node:sqlite";
import type { Addresses, Links, Log } from "../../journey/ports.ts";
import { createVirtualClock } from "../clock.ts";
import { createRuntime, type LocalProject } from "../server/runtime.ts";
import { createDraw } from "./draw.ts";
import { HISTORY_DAYS, planHistory } from "./plan.ts";
import { reactionsTo } from "./react.ts";

const DAY = 86_400_000;

/** Chosen because its two hundred days hold a bit of everything. */
const SEED = 5;

/**
 * Fills an empty database with the past of an invented shop, up to `now`: its events are run through the real journeys in
 * virtual time, and its customers react as the templates' rates suppose. The same project, seed and time give the same.
 */
export async function seedHistory(
  database: DatabaseSync,
  options: { project: LocalProject; links: Links; addresses: Addresses; log: Log; now: number; seed?: number },
): Promise<void> {
  const { project, now, seed = SEED } = options;
  const draw = createDraw(seed + 1);
  const chance = createDraw(seed + 2);
  const clock = createVirtualClock(now - (HISTORY_DAYS + 10) * DAY);
  const { world, intake } = createRuntime({
    database,
    clock,
    project,
    links: options.links,
    addresses: options.addresses,
    log: options.log,
    random: chance.number,
    taken(mail) {
      for (const { at, arrival } of reactionsTo(draw, mail, project.templateRates.get(mail.template))) {
        // What would come after now is left open: it is the user's to do.
        if (at < now) intake.put(arrival, at);
      }
    },
  });
  for (const event of planHistory(seed, now)) intake.put({ event }, Date.parse(event.at));
  await world.loop.runUntil(now);
}

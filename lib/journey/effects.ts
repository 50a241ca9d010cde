import { revokeCoupons } from "./advocacy/revoke.ts";
import { writeIf } from "./engage/record.ts";
import { callOff, startExecution } from "./execution.ts";
import { STAGE_WATCH, stageWatch } from "./hash.ts";
import { keys } from "./keys.ts";
import type { Core } from "./ports.ts";
import type { Effect, Enrollment } from "./records.ts";
import { isActive } from "./standing.ts";
import { wakeOnFacts } from "./wake.ts";

/** Reads the enrollment that an effect is about, when it still is the current one. */
type Current = (campaign: string, id: string) => Promise<Enrollment | undefined>;

/**
 * Does what was decided. Each effect may be done again: starting, scheduling, stopping and waking twice is once. `fresh` are the
 * enrollments as they were just written; a replay has none and reads them.
 */
export async function carryOut(
  deps: Core,
  customer: string,
  effects: readonly Effect[],
  fresh: readonly Enrollment[] = [],
): Promise<void> {
  const current: Current = async (campaign, id) => {
    const known = fresh.find((enrollment) => enrollment.id === id);
    const read =
      known ?? ((await deps.table.get(keys.enrollment(customer, campaign))) as unknown as Enrollment | undefined);
    return read?.id === id ? read : undefined;
  };
  for (const effect of effects) await DO[effect.do](deps, customer, effect as never, current);
}

type Do<D extends Effect["do"]> = (
  deps: Core,
  customer: string,
  effect: Extract<Effect, { do: D }>,
  current: Current,
) => Promise<void>;

const DO: { [D in Effect["do"]]: Do<D> } = {
  start: async (deps, customer, { campaign, enrollment: id }, current) => {
    const enrollment = await current(campaign, id);
    // A name is free again 90 days after its execution ended: a late replay must not start the journey anew.
    if (enrollment?.status === "running") await startExecution(deps, customer, enrollment);
  },
  schedule: async (deps, customer, { campaign, enrollment: id, at }, current) => {
    const enrollment = await current(campaign, id);
    if (enrollment !== undefined && isActive(enrollment) && enrollment.begun === undefined)
      await deps.schedules.set(id, at, { customer, campaign, enrollment: id });
  },
  stop: async (deps, _customer, effect) => callOff(deps, effect),
  answered: async (deps, customer, { enrollment, step, facts }) => {
    const message = { customer, enrollment, step };
    // The first answer counts, whole: nobody is a promoter and a detractor. Whoever waits for it is woken by a replay, too.
    const { entry, refused } = await writeIf(deps, message, { setOnce: facts }, { answered: 0 });
    const answered = entry ?? refused;
    if (answered !== undefined) await wakeOnFacts(deps, message, answered, Object.keys(facts));
  },
  "watch stage": async (deps, customer, { at, to }) => {
    const enrollment = stageWatch(customer, to);
    await deps.schedules.set(enrollment, at, { customer, campaign: STAGE_WATCH, enrollment });
  },
  revoke: async (deps, customer, { enrollment }) => revokeCoupons(deps, customer, enrollment),
  wake: async (deps, _customer, { token }) => {
    await deps.tokens.succeed(token, {});
  },
};

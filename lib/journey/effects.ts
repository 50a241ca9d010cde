import type { Deps } from "./ports.ts";
import { type Effect, type Enrollment, keys } from "./records.ts";

/** Does what was decided. Each effect may be done again: starting, scheduling and stopping twice is once. */
export async function carryOut(deps: Deps, customer: string, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) await DO[effect.do](deps, customer, effect as never);
}

const DO: { [D in Effect["do"]]: (deps: Deps, customer: string, effect: Extract<Effect, { do: D }>) => Promise<void> } =
  {
    start: async (deps, customer, { campaign, enrollment: id }) => {
      const enrollment = await current(deps, customer, campaign, id);
      // A name is free again 90 days after its execution ended: a late replay must not start the journey anew.
      if (enrollment?.status === "running") await startExecution(deps, customer, enrollment);
    },
    schedule: async (deps, customer, { campaign, enrollment: id, at }) => {
      const enrollment = await current(deps, customer, campaign, id);
      if (enrollment?.status === "scheduled") {
        await deps.schedules.set(id, at, { customer, campaign, enrollment: id });
      }
    },
    stop: async (deps, _customer, { campaign, enrollment, cause }) => {
      await deps.schedules.cancel(enrollment);
      await deps.executions.stop(campaign, enrollment, cause);
    },
  };

async function current(deps: Deps, customer: string, campaign: string, id: string): Promise<Enrollment | undefined> {
  const item = await deps.table.get(keys.enrollment(customer, campaign));
  const enrollment = item as unknown as Enrollment | undefined;
  return enrollment?.id === id ? enrollment : undefined;
}

/** The enrollment's id is the execution's name: starting it twice is one start. */
export async function startExecution(deps: Deps, customer: string, enrollment: Enrollment): Promise<void> {
  const { campaign, version, id, answers = {} } = enrollment;
  await deps.executions.start(campaign, version, id, { enrollment: id, customer, campaign, answers });
}

import type { Core } from "./ports.ts";
import type { Effect, Enrollment } from "./records.ts";

/** What is to be called off. */
export type StopEffect = Extract<Effect, { do: "stop" }>;

/** The enrollment's id is the execution's name: starting it twice is one start. */
export async function startExecution(deps: Core, customer: string, enrollment: Enrollment): Promise<void> {
  const { campaign, version, id, answers = {} } = enrollment;
  await deps.executions.start(campaign, version, id, { enrollment: id, customer, campaign, version, answers });
}

/** Ends what carries an enrollment on: its execution, or the schedule that would begin it. Calling off twice is once. */
export async function callOff(
  deps: Core,
  { campaign, version, enrollment, began, cause }: Omit<StopEffect, "do">,
): Promise<void> {
  // Most journeys that are stopped have not begun, and Step Functions takes few stops a second.
  if (began) await deps.executions.stop(campaign, version, enrollment, cause);
  else await deps.schedules.cancel(enrollment);
}

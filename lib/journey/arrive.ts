import type { SendMessage } from "../compiler/compiled.ts";
import { ConditionFailed } from "../store/table.ts";
import { keys } from "./keys.ts";
import type { Core } from "./ports.ts";
import type { Enrollment } from "./records.ts";
import { written } from "./written.ts";

/**
 * Notes the step that a journey has come to: from these notes the figures tell who is where. Written once a step. `at` is when
 * its state was entered, epoch milliseconds: a message that the journey has left behind moves nobody back. `wants`: when it is
 * to send something, for campaigns of lower priority to see.
 */
export async function arrive(
  deps: Pick<Core, "table">,
  { customer, step, at, wants = [] }: { customer: string; step: string; at: number; wants?: number[] },
  enrollment: Enrollment,
): Promise<void> {
  const { id, campaign, rev, status, stepAt } = enrollment;
  if (enrollment.step === step || status !== "running" || (stepAt !== undefined && stepAt > at)) return;
  try {
    await deps.table.write({
      update: keys.enrollment(customer, campaign),
      set: { step, stepAt: at, wants },
      add: { rev: 1 },
      if: { equals: { id, rev } },
    });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    // Changed since it was read: by an event, or by whoever noted the same.
    const now = error.existing as unknown as Enrollment | undefined;
    if (now?.id === id) await arrive(deps, { customer, step, at, wants }, now);
  }
}

/** Notes that a message comes back later, and since when it is due: however often that happens, it is late once. Done again, it is done. */
export async function noteDeferred(
  deps: Pick<Core, "table">,
  { customer, campaign, enrollment: id, step }: Pick<SendMessage, "customer" | "campaign" | "enrollment" | "step">,
  about: Omit<NonNullable<Enrollment["deferred"]>, "step">,
  wants: number[],
): Promise<void> {
  // Or another enrollment has taken its place: the journey is over.
  await written(deps.table, {
    update: keys.enrollment(customer, campaign),
    set: { deferred: { step, ...about }, wants },
    add: { rev: 1 },
    if: { equals: { id } },
  });
}

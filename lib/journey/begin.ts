import { ConditionFailed } from "../store/table.ts";
import { startExecution } from "./effects.ts";
import type { Deps } from "./ports.ts";
import { type Enrollment, keys, toItem, unchanged } from "./records.ts";

/**
 * Begins a journey whose leading wait is over.
 *
 * 1. The enrollment must still stand: most are stopped by the next purchase before they begin, and cost nothing.
 * 2. It is marked as running.
 * 3. Its execution is started. A second call for the same enrollment does this again, which is one start.
 */
export async function begin(
  deps: Deps,
  { customer, campaign, enrollment: id }: { customer: string; campaign: string; enrollment: string },
): Promise<void> {
  const key = keys.enrollment(customer, campaign);
  const enrollment = (await deps.table.get(key)) as unknown as Enrollment | undefined;
  if (enrollment?.id !== id) return;
  if (enrollment.status === "scheduled") {
    const running: Enrollment = { ...enrollment, rev: enrollment.rev + 1, status: "running" };
    try {
      await deps.table.write({ put: toItem(key, running), if: unchanged(enrollment) });
    } catch (error) {
      // Changed in this moment, perhaps stopped: look again.
      if (error instanceof ConditionFailed) return begin(deps, { customer, campaign, enrollment: id });
      throw error;
    }
  } else if (enrollment.status !== "running") {
    return;
  }
  await startExecution(deps, customer, enrollment);
}

import { ConditionFailed } from "../store/table.ts";
import { startExecution } from "./execution.ts";
import { STAGE_WATCH } from "./hash.ts";
import { keys } from "./keys.ts";
import type { With } from "./ports.ts";
import { type Enrollment, toItem, unchanged } from "./records.ts";
import { isActive } from "./standing.ts";

/**
 * Begins a journey whose leading wait is over.
 *
 * 1. The enrollment must still stand: most are stopped by the next purchase before they begin, and cost nothing.
 * 2. It is marked as begun, and as come to its first step. Somebody held out gets nothing more: they are compared with those who begin now.
 * 3. Its execution is started. A second call for the same enrollment does this again, which is one start.
 */
export async function begin(
  deps: With<"door">,
  { customer, campaign, enrollment: id }: { customer: string; campaign: string; enrollment: string },
): Promise<void> {
  if (campaign === STAGE_WATCH) return lookAtStage(deps, customer);
  const key = keys.enrollment(customer, campaign);
  const enrollment = (await deps.table.get(key)) as unknown as Enrollment | undefined;
  if (enrollment?.id !== id || !isActive(enrollment)) return;
  if (enrollment.begun === undefined) {
    const status = enrollment.status === "holdout" ? "holdout" : "running";
    const { first, ...kept } = enrollment;
    const place = first === undefined ? {} : { step: first, stepAt: deps.now() };
    const begun: Enrollment = { ...kept, rev: enrollment.rev + 1, status, begun: true, ...place };
    try {
      await deps.table.write({ put: toItem(key, begun), if: unchanged(enrollment) });
    } catch (error) {
      // Changed in this moment, perhaps stopped: look again.
      if (error instanceof ConditionFailed) return begin(deps, { customer, campaign, enrollment: id });
      throw error;
    }
  }
  if (enrollment.status !== "holdout") await startExecution(deps, customer, enrollment);
}

/**
 * A customer has been quiet for so long that their stage may change. An event without news goes through the shop's own door:
 * applying it finds out, and what follows from a change follows from this one. Whoever was erased is left in peace.
 */
async function lookAtStage(deps: With<"door">, customerId: string): Promise<void> {
  if ((await deps.table.get(keys.profile(customerId))) === undefined) return;
  const now = deps.now();
  const at = new Date(now).toISOString();
  await deps.door.put({ type: "profile", eventId: `stage-${now}`, customerId, at, customer: {} });
}

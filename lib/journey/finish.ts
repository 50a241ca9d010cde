import { ConditionFailed } from "../store/table.ts";
import type { Core } from "./ports.ts";
import { type Enrollment, keys, toItem, unchanged } from "./records.ts";
import { completed } from "./standing.ts";

/** How an execution ended, as Step Functions tells it. */
export interface ExecutionEnd {
  customer: string;
  campaign: string;
  enrollment: string;
  status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  output?: unknown;
}

/**
 * Records the end of a journey whose execution came to its end.
 *
 * 1. A record that has ended already (stopped by a rule or a no) stays as it is.
 * 2. The outcome is the exit step's, else "completed"; "failed" for an execution that failed.
 */
export async function finish(deps: Pick<Core, "table" | "now">, end: ExecutionEnd): Promise<void> {
  const key = keys.enrollment(end.customer, end.campaign);
  const enrollment = (await deps.table.get(key)) as unknown as Enrollment | undefined;
  if (enrollment?.id !== end.enrollment || enrollment.status === "ended") return;
  try {
    const next = completed(enrollment, outcomeOf(end), deps.now());
    await deps.table.write({ put: toItem(key, next), if: unchanged(enrollment) });
  } catch (error) {
    if (error instanceof ConditionFailed) return finish(deps, end);
    throw error;
  }
}

function outcomeOf({ status, output }: ExecutionEnd): string {
  if (status === "ABORTED") return "stopped";
  if (status !== "SUCCEEDED") return "failed";
  const outcome = (output as { outcome?: unknown } | null | undefined)?.outcome;
  return typeof outcome === "string" ? outcome : "completed";
}

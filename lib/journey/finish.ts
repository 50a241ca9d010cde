import { ConditionFailed } from "../store/table.ts";
import { keys } from "./keys.ts";
import type { Core } from "./ports.ts";
import { type Enrollment, type Profile, toItem, unchanged } from "./records.ts";
import { completed } from "./standing.ts";
import { putTags } from "./tags.ts";

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
 * 1. Tags that the journey ended with are put on.
 * 2. A record that has ended already (stopped by a rule or a no) stays as it is.
 * 3. The outcome is the exit step's, else "completed"; "failed" for an execution that failed.
 */
export async function finish(deps: Pick<Core, "table" | "now">, end: ExecutionEnd): Promise<void> {
  const tags = tagsOf(end);
  if (tags.length > 0) {
    const profile = (await deps.table.get(keys.profile(end.customer))) as unknown as Profile | undefined;
    await putTags(deps, end.customer, tags, profile);
  }
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

function tagsOf({ status, output }: ExecutionEnd): string[] {
  const tags = status === "SUCCEEDED" ? (output as { tags?: unknown } | null | undefined)?.tags : undefined;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}

function outcomeOf({ status, output }: ExecutionEnd): string {
  if (status === "ABORTED") return "stopped";
  if (status !== "SUCCEEDED") return "failed";
  const outcome = (output as { outcome?: unknown } | null | undefined)?.outcome;
  return typeof outcome === "string" ? outcome : "completed";
}

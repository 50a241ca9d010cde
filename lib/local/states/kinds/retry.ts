import { ALL, RUNTIME, TASK_FAILED, TIMEOUT } from "../errors.ts";
import type { Retrier } from "../language/definition.ts";

/** States.ALL matches all but what cannot be recovered; States.TaskFailed does not match a timeout either. */
export function matches(errorEquals: readonly string[], error: string): boolean {
  return errorEquals.some((name) => {
    if (name === ALL) return error !== RUNTIME;
    if (name === TASK_FAILED) return error !== RUNTIME && error !== TIMEOUT;
    return name === error;
  });
}

/** The next try: after how many milliseconds, and the counts then. Undefined: there is none. The first matching retrier decides. */
export function nextRetry(
  retriers: readonly Retrier[],
  tries: readonly number[],
  error: string,
  random: () => number,
): { delay: number; tries: number[] } | undefined {
  const index = retriers.findIndex((retrier) => matches(retrier.ErrorEquals, error));
  const retrier = retriers[index];
  if (retrier === undefined) return undefined;
  const count = tries[index] ?? 0;
  if (count >= (retrier.MaxAttempts ?? 3)) return undefined;
  const counts = retriers.map((_, other) => (tries[other] ?? 0) + (other === index ? 1 : 0));
  return { delay: Math.round(1000 * secondsBefore(retrier, count, random)), tries: counts };
}

function secondsBefore(retrier: Retrier, count: number, random: () => number): number {
  const backoff = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** count;
  const delay = Math.min(backoff, retrier.MaxDelaySeconds ?? 31_622_400);
  return retrier.JitterStrategy === "FULL" ? delay * random() : delay;
}

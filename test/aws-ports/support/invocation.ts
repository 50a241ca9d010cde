import type { Context } from "aws-lambda";
import { vi } from "vitest";
import type { DeadLetters } from "../../../lib/aws/dead-letters.ts";

/** What Lambda tells an invocation; `remaining` answers the milliseconds that are left. */
export function context(remaining: () => number = () => 60_000): Context {
  return {
    functionName: "test",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:1:function:test",
    memoryLimitInMB: "512",
    awsRequestId: "request-1",
    getRemainingTimeInMillis: remaining,
  } as Context;
}

export interface Output {
  /** Log lines, oldest first. */
  lines(): Record<string, unknown>[];
  /** Metric -> count, over all invocations. */
  metrics(): Record<string, number>;
  /** Everything that was written, as text. */
  text(): string;
}

/** Catches what functions write to their log from now on. */
export function catchOutput(): Output {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  const all = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    lines: () => all().filter((line) => line._aws === undefined),
    metrics() {
      const sums: Record<string, number> = {};
      for (const line of all()) {
        for (const name of metricsIn(line)) sums[name] = (sums[name] ?? 0) + Number(line[name]);
      }
      return sums;
    },
    text: () => written.join(""),
  };
}

function metricsIn({ _aws }: Record<string, unknown>): string[] {
  const { CloudWatchMetrics = [] } = (_aws ?? {}) as { CloudWatchMetrics?: { Metrics: { Name: string }[] }[] };
  return CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
}

export type Letter = Parameters<DeadLetters["setAside"]>[0];

export function givenLetters(): { deadLetters: DeadLetters; letters: Letter[] } {
  const letters: Letter[] = [];
  return { letters, deadLetters: { setAside: async (letter) => void letters.push(letter) } };
}

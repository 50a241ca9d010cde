import { describe, expect, it } from "vitest";
import { compile } from "../../lib/compiler/compile.ts";
import { tasksOf } from "./given.ts";
import { GOLDEN, LIBRARY_SHOP } from "./library.ts";

const YEAR = 365 * 86_400;

describe("every task of the golden campaigns", () => {
  const tasks = GOLDEN.flatMap((campaign) => tasksOf(compile(campaign, LIBRARY_SHOP)));
  const retriers = tasks.flatMap(([, { Retry = [] }]) => Retry);

  it("has a timeout of a year or less, as a literal number", () => {
    expect(tasks.length).toBeGreaterThan(10);
    for (const [name, { TimeoutSeconds }] of tasks) {
      expect(TimeoutSeconds, name).toBeGreaterThan(0);
      expect(TimeoutSeconds, name).toBeLessThanOrEqual(YEAR);
    }
  });

  it("is tried again a bounded number of times, spread by jitter", () => {
    for (const [name, { Retry = [] }] of tasks) expect(Retry.length, name).toBeGreaterThan(0);
    for (const retrier of retriers.filter(({ MaxAttempts }) => MaxAttempts > 0)) {
      expect(retrier).toMatchObject({ JitterStrategy: "FULL", MaxDelaySeconds: 3_600 });
      expect(retrier.MaxAttempts).toBeLessThanOrEqual(15);
    }
  });

  it("is not tried again for what the send function answers: they are asked first, and allow no attempt", () => {
    const sends = tasks.filter(([, { Resource }]) => Resource.includes("sqs"));
    for (const [name, { Retry }] of sends) {
      expect(Retry?.[0], name).toEqual({ ErrorEquals: ["Deferred", "Withheld", "Held"], MaxAttempts: 0 });
    }
  });

  it("calls nothing but the queue and three functions, named by placeholders", () => {
    const called = tasks.map(([, { Arguments }]) => Arguments.QueueUrl ?? Arguments.FunctionName);
    expect(new Set(called)).toEqual(
      new Set(["${SendQueueUrl}", "${DecideFunctionArn}", "${AwaitFunctionArn}", "${ActFunctionArn}"]),
    );
  });
});

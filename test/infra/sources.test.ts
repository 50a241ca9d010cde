import { describe, expect, test } from "vitest";
import { one, stageConfig, synth } from "./given.ts";
import { plain } from "./statements.ts";

const template = synth({ config: stageConfig({ sendConcurrency: 7 }) });
const source = (name: string) => one(template, "AWS::Lambda::EventSourceMapping", name).Properties;

describe("the shop's events", () => {
  const events = source("EnrollFromEvents");

  test("are read from the first on, in order for each customer, ten customers' at a time", () => {
    expect(plain([events.EventSourceArn, events.FunctionName])).toEqual(["TablesEvents.StreamArn", "FunctionsEnroll"]);
    expect(events).toMatchObject({ StartingPosition: "TRIM_HORIZON", BatchSize: 100, ParallelizationFactor: 10 });
  });

  test("that fail do not hold up their neighbors, and are tried until they are six hours old, then set aside", () => {
    expect(events).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 21_600,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    expect(plain(events.DestinationConfig)).toEqual({ OnFailure: { Destination: "QueuesRecordDeadLetters" } });
  });

  test("are news when they are put, and at no other time", () => {
    expect(events.FilterCriteria.Filters).toEqual([{ Pattern: '{"eventName":["INSERT"]}' }]);
  });
});

const COUNTED = ["@in#", "past#", "send#", "coupon#", "call#"];

describe("changes to count", () => {
  const changes = source("TallyFromState");

  test("come with the name of their shard, which Lambda gives to functions with a window", () => {
    expect(changes.TumblingWindowInSeconds).toBe(900);
    expect(changes.ParallelizationFactor).toBeUndefined();
  });

  test("are never given up before the stream forgets them", () => {
    expect(changes).toMatchObject({ MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 86_400 });
  });

  test("are those of enrollments, messages, coupons and calls: the rest counts nothing", () => {
    expect(changes.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
      { dynamodb: { Keys: { sk: { S: COUNTED.map((prefix) => ({ prefix })) } } } },
    ]);
  });
});

test("no more batches of messages are sent at a time than the stage says", () => {
  expect(source("SendFromQueue")).toMatchObject({
    BatchSize: 10,
    ScalingConfig: { MaximumConcurrency: 7 },
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
});

test("clicks that have settled are handed to engage, ten batches at a time", () => {
  const clicks = source("SettleFromQueue");
  expect(plain([clicks.EventSourceArn, clicks.FunctionName])).toEqual(["QueuesSettle", "FunctionsEngage"]);
  expect(clicks).toMatchObject({
    BatchSize: 10,
    ScalingConfig: { MaximumConcurrency: 10 },
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
});

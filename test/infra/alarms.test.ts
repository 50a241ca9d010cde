import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { METRICS } from "../../lib/aws/lambda/metrics.ts";
import { FUNCTIONS } from "../../lib/infra/functions/settings.ts";
import { RUNBOOK } from "../../lib/infra/watch/alarms.ts";
import { one, ROOT, resources, stageConfig, synth } from "./given.ts";
import { plain } from "./statements.ts";

const template = synth({ config: stageConfig({ alarmEmail: "ops@bluecup.example" }) });
const alarms = Object.values(resources(template, "AWS::CloudWatch::Alarm")).map(({ Properties }) => Properties);
const alarm = (name: string) => one(template, "AWS::CloudWatch::Alarm", `Alarms${name}`).Properties;
const dimensions = (name: string) =>
  alarm(name).Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, plain(Value)]);

describe("every alarm", () => {
  test("goes to the one topic, and says when it is over", () => {
    const topic = [{ Ref: one(template, "AWS::SNS::Topic", "AlarmTopic").id }];
    expect(alarms.map(({ AlarmActions, OKActions }) => [AlarmActions, OKActions])).toEqual(
      alarms.map(() => [topic, topic]),
    );
  });

  test("says in a sentence what it means, and where to read on", () => {
    for (const { AlarmDescription } of alarms) {
      const [, section] = /^[A-Z].+\. See docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription) ?? [];
      expect(RUNBOOK).toContain(section);
    }
  });

  test("leads to a section that there is; no section is for nothing", () => {
    const named = alarms.map(({ AlarmDescription }) => AlarmDescription.split("#")[1]);
    expect([...new Set(named)].sort()).toEqual([...RUNBOOK].sort());
    const runbook = join(ROOT, "docs/runbook.md");
    const anchors = existsSync(runbook) ? anchorsIn(readFileSync(runbook, "utf8")) : RUNBOOK;
    expect(RUNBOOK.filter((section) => !anchors.includes(section))).toEqual([]);
  });

  test("is silent while nothing happens", () => {
    expect([...new Set(alarms.map(({ TreatMissingData }) => TreatMissingData))].sort()).toEqual([
      "ignore",
      "notBreaching",
    ]);
  });
});

describe("alarms ring", () => {
  test.each([
    ["MessagesSetAside", "QueuesSendDeadLetters"],
    ["RecordsSetAside", "QueuesRecordDeadLetters"],
    ["CallsSetAside", "QueuesCallDeadLetters"],
  ])("%s: when the first is set aside", (name, queue) => {
    expect(alarm(name)).toMatchObject({ Threshold: 0, ComparisonOperator: "GreaterThanThreshold" });
    const [queueName] = Object.values(alarm(name).Dimensions[0].Value["Fn::GetAtt"]) as [string];
    expect(queueName).toMatch(new RegExp(`^${queue}[0-9A-F]{8}$`));
  });

  test("when a journey fails, as finish counts it", () => {
    expect(alarm("JourneysFail")).toMatchObject({
      Namespace: "Regulars",
      MetricName: "ExecutionsFailed",
      Threshold: 0,
    });
    expect(METRICS).toContain("ExecutionsFailed");
    expect(dimensions("JourneysFail")).toEqual([
      ["service", "finish"],
      ["stage", "prod"],
    ]);
  });

  test("when figures are an hour old: 23 hours before a change is lost", () => {
    expect(alarm("FiguresWait")).toMatchObject({
      MetricName: "IteratorAge",
      Statistic: "Maximum",
      Threshold: 3_600_000,
    });
    expect(dimensions("FiguresWait")).toEqual([["FunctionName", "FunctionsTally"]]);
    expect(alarm("EventsWait")).toMatchObject({ MetricName: "IteratorAge", Threshold: 900_000 });
  });

  test("when messages wait for an hour", () => {
    expect(alarm("MessagesWait")).toMatchObject({ MetricName: "ApproximateAgeOfOldestMessage", Threshold: 3_600 });
  });

  test("when clicks wait for a quarter of an hour, where they should for ten seconds", () => {
    expect(alarm("ClicksWait")).toMatchObject({ MetricName: "ApproximateAgeOfOldestMessage", Threshold: 900 });
    const [queueName] = Object.values(alarm("ClicksWait").Dimensions[0].Value["Fn::GetAtt"]) as [string];
    expect(queueName).toMatch(/^QueuesSettle/);
  });

  test("when messages are tried for an hour in vain: the queue's age leaves them out", () => {
    // Each is tried every quarter of an hour by then: a shorter period would miss it now and then.
    expect(alarm("MessagesComeBack")).toMatchObject({ MetricName: "MessagesOverdue", Threshold: 0, Period: 1_800 });
    expect(dimensions("MessagesComeBack")).toEqual([
      ["service", "send"],
      ["stage", "prod"],
    ]);
    expect(METRICS).toContain("MessagesOverdue");
  });

  test("before SES reviews the account, and stay on until it says otherwise", () => {
    const common = { Namespace: "AWS/SES", TreatMissingData: "ignore", ComparisonOperator: "GreaterThanThreshold" };
    expect(alarm("TooManyBounces")).toMatchObject({ ...common, MetricName: "Reputation.BounceRate", Threshold: 0.02 });
    expect(alarm("TooManyComplaints")).toMatchObject({
      ...common,
      MetricName: "Reputation.ComplaintRate",
      Threshold: 0.001,
    });
    expect(dimensions("TooManyBounces")).toEqual([["ses:configuration-set", "SendingConfigurationSet"]]);
  });

  test.each([
    ["CallsGivenUp", "act", 0, 300],
    ["CallsRefused", "act", 4, 900],
    ["CouponsLow", "decide", 0, 300],
  ])("%s: as %s counts it", (name, service, Threshold, Period) => {
    expect(alarm(name)).toMatchObject({ Namespace: "Regulars", MetricName: name, Threshold, Period, Statistic: "Sum" });
    expect(METRICS).toContain(name);
    expect(dimensions(name)).toEqual([
      ["service", service],
      ["stage", "prod"],
    ]);
  });

  test("when act fails by itself: a system that does not answer fails its invocation, and is no fault of ours", () => {
    const { Metrics, Threshold } = alarm("ActFails");
    const parts = Metrics.map(
      ({ Expression, MetricStat }: { Expression?: string; MetricStat?: { Metric: object } }) =>
        Expression ?? MetricStat?.Metric,
    );
    expect(parts).toEqual([
      "errors - FILL(unanswered, 0)",
      expect.objectContaining({ Namespace: "AWS/Lambda", MetricName: "Errors" }),
      expect.objectContaining({ Namespace: "Regulars", MetricName: "CallsUnanswered" }),
    ]);
    expect(METRICS).toContain("CallsUnanswered");
    expect(Threshold).toBe(4);
  });

  test("when a function fails, whichever; a deployment tells of publish", () => {
    const watched = alarms.filter(({ MetricName }) => MetricName === "Errors");
    const names = watched.map(({ Dimensions }) => plain(Dimensions[0].Value));
    expect(names.sort()).toEqual(
      Object.keys(FUNCTIONS)
        .filter((name) => name !== "publish" && name !== "act")
        .map((name) => `Functions${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)
        .sort(),
    );
  });
});

describe("the topic", () => {
  test("is encrypted with a key that CloudWatch may use: with SNS's own its alarms would be lost", () => {
    const { KmsMasterKeyId } = one(template, "AWS::SNS::Topic", "AlarmTopic").Properties;
    expect(plain(KmsMasterKeyId)).toBe("AlarmTopicKey");
    const key = one(template, "AWS::KMS::Key", "AlarmTopic").Properties;
    expect(key.EnableKeyRotation).toBe(true);
    expect(key.KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      }),
    );
  });

  test("takes the account's alarms, and no caller without TLS", () => {
    const { Statement } = one(template, "AWS::SNS::TopicPolicy", "AlarmTopic").Properties.PolicyDocument;
    expect(plain(Statement)).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      expect.objectContaining({
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Condition: { StringEquals: { "aws:SourceAccount": "<AWS::AccountId>" } },
      }),
    ]);
  });

  test("writes to whom the stage says", () => {
    expect(one(template, "AWS::SNS::Subscription", "AlarmTopic").Properties).toMatchObject({
      Protocol: "email",
      Endpoint: "ops@bluecup.example",
    });
    expect(resources(synth(), "AWS::SNS::Subscription")).toEqual({});
  });
});

describe("the team's topic", () => {
  const withTeam = synth({ config: stageConfig({ team: { email: "care@bluecup.example" } }) });

  test("is another one than that of alarms, with a key of its own", () => {
    expect(plain(one(withTeam, "AWS::SNS::Topic", "TeamTopic").Properties.KmsMasterKeyId)).toBe("TeamTopicKey");
    expect(one(withTeam, "AWS::KMS::Key", "TeamTopic").Properties.EnableKeyRotation).toBe(true);
  });

  test("lets nobody in by itself, and no caller without TLS", () => {
    const { Statement } = one(withTeam, "AWS::SNS::TopicPolicy", "TeamTopic").Properties.PolicyDocument;
    expect(plain(Statement)).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  });

  test("writes to whom the stage says", () => {
    expect(Object.values(resources(withTeam, "AWS::SNS::Subscription")).map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({ Protocol: "email", Endpoint: "care@bluecup.example" }),
    ]);
  });
});

test("the dashboard shows metrics that functions count", () => {
  const body = String(plain(one(template, "AWS::CloudWatch::Dashboard", "Overview").Properties.DashboardBody));
  const shown = [...body.matchAll(/"Regulars","(\w+)"/g)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(8);
  expect(shown.filter((name) => !(METRICS as readonly (string | undefined)[]).includes(name))).toEqual([]);
});

/** As GitHub makes them from headings. */
function anchorsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

import { describe, expect, test } from "vitest";
import { pauseAfter } from "../../lib/aws/lambda/put-off.ts";
import { one, resources, synth } from "./given.ts";

const template = synth();

describe.each(["TablesEvents", "TablesState"])("the table %s", (start) => {
  const table = one(template, "AWS::DynamoDB::Table", start);

  test("outlives its stack, and a replacement", () => {
    expect(table).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    expect(table.Properties.DeletionProtectionEnabled).toBe(true);
  });

  test("can be taken back to any second of the last weeks", () => {
    expect(table.Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  test("costs what is asked of it, and has no name of its own", () => {
    expect(table.Properties).toMatchObject({ BillingMode: "PAY_PER_REQUEST" });
    expect(table.Properties.TableName).toBeUndefined();
  });
});

describe("streams and keys", () => {
  test("an event's stream shows the event", () => {
    expect(one(template, "AWS::DynamoDB::Table", "TablesEvents").Properties).toMatchObject({
      KeySchema: [
        { AttributeName: "customerId", KeyType: "HASH" },
        { AttributeName: "eventId", KeyType: "RANGE" },
      ],
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
    });
  });

  test("the State table's stream shows what changed, and its items can expire", () => {
    expect(one(template, "AWS::DynamoDB::Table", "TablesState").Properties).toMatchObject({
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
    });
  });
});

describe("queues", () => {
  const queues = resources(template, "AWS::SQS::Queue");
  const seconds = (start: string) => one(template, "AWS::SQS::Queue", start).Properties.MessageRetentionPeriod;

  test("are encrypted, and refuse callers without TLS", () => {
    expect(Object.values(queues).filter(({ Properties }) => Properties.SqsManagedSseEnabled !== true)).toEqual([]);
    const guarded = Object.values(resources(template, "AWS::SQS::QueuePolicy")).filter(({ Properties }) =>
      Properties.PolicyDocument.Statement.some(
        ({ Effect, Condition }: { Effect: string; Condition: unknown }) =>
          Effect === "Deny" && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
      ),
    );
    expect(guarded).toHaveLength(Object.keys(queues).length);
  });

  test("of dead letters keep them for two weeks", () => {
    for (const name of ["SendDeadLetters", "RecordDeadLetters", "CallDeadLetters"]) {
      expect(seconds(`Queues${name}`)).toBe(14 * 86_400);
    }
  });

  test("the send queue waits six times as long as its function may take", () => {
    const send = Object.entries(queues).find(([id]) => /^QueuesSend[0-9A-F]{8}$/.test(id))?.[1].Properties;
    const { Timeout } = one(template, "AWS::Lambda::Function", "FunctionsSend").Properties;
    expect(send.VisibilityTimeout).toBe(6 * Timeout);
    // SES's daily limit lasts a day, as long as most messages are not too late.
    const tries = Array.from({ length: send.RedrivePolicy.maxReceiveCount - 1 }, (_, n) => pauseAfter(n + 1, 0.5));
    const seconds = tries.reduce((sum, pause) => sum + pause, 0);
    expect(seconds).toBeGreaterThan(86_400);
    expect(seconds).toBeLessThan(send.MessageRetentionPeriod / 2);
    // What is set aside late is still there for days: the time in the queue counts on.
    expect(14 * 86_400 - send.MessageRetentionPeriod).toBeGreaterThanOrEqual(10 * 86_400);
  });
});

describe("what cannot be made again", () => {
  test("secrets outlive their stack", () => {
    const kept = Object.values(resources(template, "AWS::SecretsManager::Secret"));
    expect(kept.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(["Retain", "Retain", "Retain", "Retain"]);
  });

  test("no change of the template makes CloudFormation generate a secret anew", () => {
    const { GenerateSecretString: links } = one(template, "AWS::SecretsManager::Secret", "SecretsLinks").Properties;
    const { GenerateSecretString: door } = one(template, "AWS::SecretsManager::Secret", "SecretsDoor").Properties;
    const addresses = one(template, "AWS::SecretsManager::Secret", "SecretsAddresses").Properties;
    const outgoing = one(template, "AWS::SecretsManager::Secret", "SecretsOutgoing").Properties;
    expect(outgoing.GenerateSecretString).toEqual(door);
    expect(links).toEqual({ ExcludePunctuation: true, PasswordLength: 64 });
    expect(addresses.GenerateSecretString).toEqual(links);
    expect(door).toEqual({ ...links, GenerateStringKey: "key", SecretStringTemplate: "{}" });
  });

  test("schedules of those who have not begun outlive their stack", () => {
    expect(one(template, "AWS::Scheduler::ScheduleGroup", "Schedules").DeletionPolicy).toBe("Retain");
  });
});

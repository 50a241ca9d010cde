import { CfnResource, Stack } from "aws-cdk-lib";
import { describe, expect, test } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { checkSize } from "../../lib/infra/size.ts";
import { campaign, newApp, newStack, type Resource, synth } from "./given.ts";

describe("two stages in one account", () => {
  /** Properties that are a physical name, or a part of one that must be unique in an account's region. */
  const NAMES = /^(\w*Name|Alias)$/;
  const NO_NAMES = ["FunctionName", "AttributeName", "IndexName", "HandlerName", "MetricName", "ConfigurationSetName"];
  const named = (stage: string) =>
    Object.entries(synth({ stage }).toJSON().Resources as Record<string, Resource>).flatMap(([id, { Properties }]) =>
      Object.entries(Properties ?? {}).flatMap(([key, value]) =>
        NAMES.test(key) && !NO_NAMES.includes(key) && typeof value === "string" ? [`${id}.${key}=${value}`] : [],
      ),
    );

  test("share no physical name", () => {
    const prod = named("prod").filter((name) => !MAY_REPEAT.test(name));
    const other = named("test").filter((name) => !MAY_REPEAT.test(name));
    expect(prod).toEqual([
      // APIs may share a name; this one does not.
      expect.stringMatching(/^Api\w+\.Name=RegularsProd$/),
      expect.stringContaining("LogGroupName=/aws/vendedlogs/apigateway/RegularsProd"),
      expect.stringContaining("LogGroupName=/aws/vendedlogs/states/RegularsProd"),
      expect.stringContaining("DashboardName=RegularsProd"),
    ]);
    expect(prod.filter((name) => other.includes(name))).toEqual([]);
  });

  /** A policy's name counts within its role, a stage's within its API. */
  const MAY_REPEAT = /\.(PolicyName|StageName)=/;

  test("have stacks and machines of their own", () => {
    const [one, other] = [newStack({ stage: "prod" }), newStack({ stage: "test" })];
    expect([one.stackName, other.stackName]).toEqual(["RegularsProd", "RegularsTest"]);
    const ids = Object.keys(synth({ stage: "test" }).findResources("AWS::StepFunctions::StateMachine"));
    expect(ids.every((id) => id.startsWith("RegularsTestCampaign"))).toBe(true);
  });
});

describe("a stack", () => {
  test("has the outputs that commands and people ask for", () => {
    expect(Object.keys(synth().toJSON().Outputs).sort()).toEqual([
      "AddressSecretArn",
      "AlarmTopicArn",
      "ApiUrl",
      "BeginFunction",
      "CallDeadLettersUrl",
      "ConfigurationSet",
      "DoorSecretArn",
      "EngageFunction",
      "EnrollFunction",
      "EventWriterRoleArn",
      "EventsTable",
      "FinishFunction",
      "LinkSecretArn",
      "OutgoingSecretArn",
      "RecordDeadLettersUrl",
      "ScheduleGroup",
      "SendDeadLettersUrl",
      "SendQueueUrl",
      "StateTable",
      "TeamTopicArn",
    ]);
  });

  test("is not deleted by a slip", () => {
    expect(newStack().terminationProtection).toBe(true);
  });

  test("of 150 campaigns is well within what CloudFormation takes", () => {
    const template = synth({ campaigns: many(150) }).toJSON();
    expect(Object.keys(template.Resources).length).toBeLessThan(320);
    expect(Buffer.byteLength(JSON.stringify(template, null, 1))).toBeLessThan(500_000);
  });

  test("that would be too large is a fault that says how many campaigns fit", () => {
    const of = (count: number) => {
      const stack = new Stack(newApp(), "Large");
      for (let n = 0; n < count; n++) new CfnResource(stack, `Resource${n}`, { type: "Test::Test::Test" });
      return stack;
    };
    expect(checkSize(of(480), 400)).toEqual([]);
    expect(checkSize(of(483), 400).map(say)).toEqual([
      "campaigns: there are 400 campaigns; a stage has room for 397 (CloudFormation takes 500 resources in a stack); take 3 out, or give some to a project and a stage of their own",
    ]);
  });
});

function many(count: number) {
  return Array.from({ length: count }, (_, index) => campaign(`a-campaign-with-a-rather-long-name-${index}`));
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { campaign, one, type Resource, resources, synth, temporary } from "./given.ts";
import { plain } from "./statements.ts";

const workDir = temporary("regulars-machines-");
const campaigns = ["a", "b", "c", "d", "e", "f", "g"].map((id) => campaign(`campaign-${id}`));
const template = synth({ campaigns, workDir });
const machines = resources(template, "AWS::StepFunctions::StateMachine");
const ids = Object.keys(machines);

describe("a campaign's machine", () => {
  const [first = "", second = ""] = ids;
  const machine = machines[first] as Resource;

  test("is named by stage, campaign and version, so that permissions and rules know it", () => {
    expect(first).toBe(`RegularsProdCampaignCampaignAV${campaigns[0]?.rules.version}`);
    expect(machine.Properties.StateMachineName).toBeUndefined();
  });

  test("outlives the deployment that made it, and the one that takes it out", () => {
    for (const { DeletionPolicy, UpdateReplacePolicy } of Object.values(machines)) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
    }
  });

  test("runs what was compiled, with this stage's queue and functions in it", () => {
    const written = JSON.parse(readFileSync(join(workDir, "machines/campaign-a.asl.json"), "utf8"));
    expect(written).toEqual(campaigns[0]?.machine);
    expect(machine.Properties.DefinitionS3Location.Key).toMatch(/^[0-9a-f]{64}\.json$/);
    expect(plain(machine.Properties.DefinitionSubstitutions)).toEqual({
      SendQueueUrl: "QueuesSend",
      DecideFunctionArn: "FunctionsDecide",
      ActFunctionArn: "FunctionsAct",
      AwaitFunctionArn: "FunctionsAwait",
    });
  });

  test("logs executions that fail, no wait that runs out, and nothing of what a journey carries", () => {
    expect(machine.Properties.LoggingConfiguration).toMatchObject({ Level: "FATAL", IncludeExecutionData: false });
    expect(one(template, "AWS::Logs::LogGroup", "MachinesLogs").Properties).toEqual({
      LogGroupName: "/aws/vendedlogs/states/RegularsProd",
      RetentionInDays: 90,
    });
  });

  test("says whose it is", () => {
    expect(machine.Properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: "regulars:stage", Value: "prod" },
        { Key: "regulars:campaign", Value: "campaign-a" },
        { Key: "regulars:version", Value: campaigns[0]?.rules.version },
      ]),
    );
  });

  test("is another one for another version, and the same one for the same", () => {
    const edited = synth({ campaigns: [campaign("campaign-a", { steps: [{ wait: "1 day" }, { send: "hello" }] })] });
    const [other] = Object.keys(resources(edited, "AWS::StepFunctions::StateMachine"));
    expect(other).toMatch(/^RegularsProdCampaignCampaignAV/);
    expect(other).not.toBe(first);
    expect(Object.keys(resources(synth({ campaigns }), "AWS::StepFunctions::StateMachine"))).toContain(first);
    expect(first).not.toBe(second);
  });
});

test("few machines are made at a time: AWS takes one a second", () => {
  const free = ids.filter((id) => !(machines[id]?.DependsOn ?? []).some((other) => ids.includes(other)));
  expect(free).toHaveLength(5);
});

test("what machines on their own hold on to keeps its place in the template", () => {
  // Physical names hang on logical ids. A machine that was left to itself has these written into it: under another id they
  // would be made anew, and everybody in it would be stuck.
  for (const id of [
    "QueuesSendD5D3782D",
    "FunctionsDecideA874CE49",
    "FunctionsAwait37C3DDC3",
    "FunctionsActDC8C0D3C",
    "MachinesRoleF49D2AE3",
    // And these hold all that was ever known, or signed.
    "TablesEventsE8DD42EA",
    "TablesState705891C2",
    "SecretsLinks1BE2474E",
    "SecretsAddressesD6457F34",
    "SchedulesGroupC7F67308",
    // Links that went out lead to this address; schedules call this function.
    "ApiCD79AAA0",
    "FunctionsBegin8B773302",
    "SchedulesRole523D57EE",
  ]) {
    expect(template.toJSON().Resources).toHaveProperty(id);
  }
});

describe("publishing", () => {
  const call = one(template, "Custom::RegularsPublication", "Publication");

  test("tells the machines of all campaigns, after they are made", () => {
    expect(call.Properties.machines).toEqual(
      campaigns.map(({ rules }, index) => ({
        campaign: rules.campaign,
        version: rules.version,
        arn: { Ref: ids[index] },
      })),
    );
    expect(call.DependsOn).toEqual(expect.arrayContaining(ids));
  });

  test("comes before enroll: nobody starts what the catalog does not know", () => {
    expect(one(template, "AWS::Lambda::Function", "FunctionsEnroll").DependsOn).toContain(call.id);
  });

  test("comes after its own permissions", () => {
    const publish = one(template, "AWS::Lambda::Function", "FunctionsPublish");
    expect(publish.DependsOn).toContain(one(template, "AWS::IAM::Policy", "FunctionsPublishRole").id);
    expect(call.DependsOn).toContain(publish.id);
  });

  test("is done again when a text changes, and not otherwise", () => {
    const { content } = call.Properties;
    expect(one(synth({ campaigns }), call.Type, "Publication").Properties.content).toBe(content);
    expect(one(synth({ campaigns, templates: [] }), call.Type, "Publication").Properties.content).not.toBe(content);
  });

  test("does not keep CloudFormation waiting for an hour", () => {
    expect(Number(call.Properties.ServiceTimeout)).toBeLessThanOrEqual(300);
  });
});

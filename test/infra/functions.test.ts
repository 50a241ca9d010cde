import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { entryOf } from "../../lib/infra/functions/function.ts";
import { FUNCTIONS, type FunctionName } from "../../lib/infra/functions/settings.ts";
import { campaign, one, type Resource, resources, SHOP, synth, TEMPLATE, temporary } from "./given.ts";
import { plain } from "./statements.ts";

const workDir = temporary("regulars-functions-");
const campaigns = [campaign("win-back")];
const template = synth({ campaigns, workDir });
const names = Object.keys(FUNCTIONS) as FunctionName[];
const functions = Object.fromEntries(names.map((name) => [name, functionOf(name)])) as Record<FunctionName, Resource>;

describe.each(names)("the function %s", (name) => {
  const { Properties } = functions[name];

  test("has a handler in functions/, and runs on the newest Node, on Arm", () => {
    expect(existsSync(entryOf(name))).toBe(true);
    expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "index.handler" });
  });

  test("keeps logs for as long as the stage says, under a name of its own", () => {
    const logs = Properties.LoggingConfig.LogGroup.Ref;
    // Lambda's own lines about each call would be most of the bill for logs.
    expect(Properties.LoggingConfig).toMatchObject({
      LogFormat: "JSON",
      SystemLogLevel: "WARN",
      ApplicationLogLevel: "INFO",
    });
    expect(resources(template, "AWS::Logs::LogGroup")[logs]?.Properties).toEqual({ RetentionInDays: 90 });
  });

  test("says of itself who it is", () => {
    expect(Properties.Environment.Variables).toMatchObject({
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: "Regulars",
      STAGE: "prod",
    });
  });

  test("takes no concurrency from the others", () => {
    expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
  });
});

describe("what functions know of the others", () => {
  const environment = (name: FunctionName) => plain(functions[name].Properties.Environment.Variables);

  test("enroll: how journeys are scheduled", () => {
    expect(environment("enroll")).toMatchObject({
      STATE_TABLE: "TablesState",
      SCHEDULE_GROUP: "SchedulesGroup",
      SCHEDULE_ROLE_ARN: "SchedulesRole",
      BEGIN_FUNCTION_ARN: "FunctionsBegin",
      SCHEDULE_DEAD_LETTER_ARN: "QueuesCallDeadLetters",
      DEAD_LETTER_URL: "QueuesRecordDeadLetters",
    });
  });

  test("send: how messages go out, and where their links lead", () => {
    expect(environment("send")).toMatchObject({
      CONFIGURATION_SET: "SendingConfigurationSet",
      LINK_SECRET_ARN: "SecretsLinks",
      ADDRESS_SECRET_ARN: "SecretsAddresses",
      PUBLIC_URL: "Api.ApiEndpoint",
      SEND_QUEUE_URL: "QueuesSend",
      DEAD_LETTER_URL: "QueuesSendDeadLetters",
    });
  });

  test("ingest: both tables, and its own secret alone", () => {
    expect(environment("ingest")).toMatchObject({
      EVENTS_TABLE: "TablesEvents",
      STATE_TABLE: "TablesState",
      DOOR_SECRET_ARN: "SecretsDoor",
    });
    expect(environment("ingest")).not.toHaveProperty("LINK_SECRET_ARN");
  });

  test("act: who is told, and what signs it", () => {
    expect(environment("act")).toMatchObject({ OUTGOING_SECRET_ARN: "SecretsOutgoing", TEAM_TOPIC_ARN: "TeamTopic" });
  });

  test("begin puts what it found out where the shop puts its events", () => {
    expect(environment("begin")).toMatchObject({ EVENTS_TABLE: "TablesEvents" });
  });

  test("respond signs with the same secret as send, and puts a confirmed yes where the shop puts its events", () => {
    expect(environment("respond")).toMatchObject({
      EVENTS_TABLE: "TablesEvents",
      LINK_SECRET_ARN: "SecretsLinks",
      PUBLIC_URL: "Api.ApiEndpoint",
    });
  });

  test("whoever asks about an address hashes it under the same key", () => {
    for (const name of ["send", "engage", "respond"] as const) {
      expect(environment(name)).toMatchObject({ ADDRESS_SECRET_ARN: "SecretsAddresses" });
    }
  });

  test("carry no secret themselves", () => {
    const values = names.flatMap((name) => Object.values(environment(name) as Record<string, string>));
    expect(values.filter((value) => String(value).includes("resolve:secretsmanager"))).toEqual([]);
  });
});

describe("what a deployment carries", () => {
  const project = (name: FunctionName, dir = workDir) =>
    JSON.parse(readFileSync(join(dir, "functions", name, "project.json"), "utf8"));

  test("enroll has the start rules, publish the templates, the others the shop alone", () => {
    expect(project("enroll")).toEqual({ shop: SHOP, rules: [JSON.parse(JSON.stringify(campaigns[0]?.rules))] });
    expect(project("publish")).toEqual({ shop: SHOP, templates: [TEMPLATE] });
    expect(project("send")).toEqual({ shop: SHOP });
  });

  test("an edited campaign changes the code of enroll alone", () => {
    expect(
      changed(synth({ campaigns: [campaign("win-back", { steps: [{ send: "hello" }, { exit: "done" }] })] })),
    ).toEqual(["enroll"]);
  });

  test("an edited template changes the code of publish alone", () => {
    expect(changed(synth({ campaigns, templates: [{ ...TEMPLATE, description: "Another greeting" }] }))).toEqual([
      "publish",
    ]);
  });

  function changed(other: typeof template): string[] {
    const key = (name: FunctionName, from: typeof template) => functionOf(name, from).Properties.Code.S3Key;
    return names.filter((name) => key(name, template) !== key(name, other));
  }
});

describe("calls that nobody waits for", () => {
  const retries = resources(template, "AWS::Lambda::EventInvokeConfig");

  test.each(["engage", "begin", "finish"] as const)("of %s are tried again, then set aside", (name) => {
    const id = Object.keys(resources(template, "AWS::Lambda::Function")).find(
      (each) => plainId(each) === `Functions${upper(name)}`,
    );
    const config = Object.values(retries).find(({ Properties }) => Properties.FunctionName.Ref === id);
    expect(config?.Properties).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 });
    expect(plain(config?.Properties.DestinationConfig)).toEqual({
      OnFailure: { Destination: "QueuesCallDeadLetters" },
    });
  });

  test("there are no others", () => expect(Object.keys(retries)).toHaveLength(3));

  test("outlast a throttle by themselves: Lambda's own tries are over in minutes", () => {
    const patient = names.filter((name) => functions[name].Properties.Environment.Variables.AWS_MAX_ATTEMPTS === "8");
    expect(patient).toEqual(["engage", "begin", "finish"]);
    expect(patient.map((name) => functions[name].Properties.Timeout)).toEqual([60, 60, 60]);
  });
});

function functionOf(name: FunctionName, from = template): Resource {
  return one(from, "AWS::Lambda::Function", `Functions${upper(name)}`);
}

function upper(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function plainId(id: string): unknown {
  return plain({ Ref: id });
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CreateScheduleCommand } from "@aws-sdk/client-scheduler";
import { ListExecutionsCommand, ListStateMachinesCommand } from "@aws-sdk/client-sfn";
import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootstrap, deploy, destroy, outputNamed } from "./engines/deploy.ts";
import { type Engine, startMiniStack } from "./engines/ministack.ts";
import { apiUrl } from "./support/api-url.ts";
import { type Clients, clientsOf } from "./support/clients.ts";
import { consumption } from "./support/consumption.ts";
import { eventually } from "./support/eventually.ts";
import { executionStates } from "./support/executions.ts";
import { functionLogs } from "./support/function-logs.ts";
import { allowSender, mailsSent } from "./support/mails.ts";
import { aliveIn, groupsOf } from "./support/processes.ts";
import { putSesEvent } from "./support/ses-events.ts";
import { setWaitScale } from "./support/wait-scale.ts";

const APP = `node ${join(import.meta.dirname, "support/sample/app-child.ts")}`;

describe("an app deployed with the CDK's command line", () => {
  let engine: Engine;
  let aws: Clients;
  let outputs: Record<string, string>;
  const output = (name: string) => outputNamed(outputs, name);

  beforeAll(async () => {
    engine = await startMiniStack();
    aws = clientsOf(engine);
    await bootstrap(engine);
    outputs = await deploy({ engine, app: APP });
    await allowSender(aws, "example.com");
  });
  afterAll(async () => {
    await engine?.stop();
  });

  const noted = (pk: string) =>
    eventually(`a note of ${pk}`, async () => {
      const query = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": pk } };
      const { Items = [] } = await aws.tables.send(new QueryCommand({ TableName: output("Table"), ...query }));
      return Items[0] && JSON.parse(Items[0].what);
    });

  test("runs from a stored item to a sent message and the end of its execution", async () => {
    await setWaitScale(engine, 0.01);
    await aws.tables.send(new PutCommand({ TableName: output("Table"), Item: { pk: "person#1", sk: "first" } }));

    const [mail] = await eventually("a mail", async () =>
      mailsSent(engine).length > 0 ? mailsSent(engine) : undefined,
    );
    const executionArn = await eventually("an execution that succeeded", async () => {
      const of = { stateMachineArn: output("MachineArn"), statusFilter: "SUCCEEDED" } as const;
      return (await aws.states.send(new ListExecutionsCommand(of))).executions?.[0]?.executionArn;
    });

    expect(mail?.Content?.Simple?.Subject?.Data).toBe("length 48");
    expect(mail?.EmailTags).toEqual([{ Name: "person", Value: "person#1" }]);
    expect(await executionStates(aws, executionArn)).toEqual(["a minute", "send hello"]);
    expect(await noted("Step Functions Execution Status Change")).toMatchObject({ executionArn, status: "SUCCEEDED" });
    expect(Object.values(await functionLogs(engine)).flat()).toContain("sent to person#1");
    expect(consumption(engine.calls.all())).toMatchObject({
      calls: {
        "StepFunctions.StartExecution": 1,
        "secretsmanager.GetSecretValue": 1,
        "ses.POST /v2/email/outbound-emails": 1,
        "StepFunctions.SendTaskSuccess": 1,
      },
    });
  });

  test("hears what SES says of a message", async () => {
    const mail = {
      messageId: "m-1",
      EmailTags: [{ Name: "person", Value: "person#2" }],
      FromEmailAddress: "shop@example.com",
    };

    await putSesEvent(aws, mail, "Click", { link: "https://example.com/offer" });

    const detail = await noted("Email Clicked");
    expect(detail.mail.tags.person).toEqual(["person#2"]);
    expect(detail.click.link).toBe("https://example.com/offer");
  });

  test("is reached over its HTTP API", async () => {
    const answer = await fetch(apiUrl(engine, `${output("ApiUrl")}/u/a-token`), { method: "POST", body: "hello" });

    expect(await answer.text()).toBe("/u/a-token hello");
  });

  test("is called by a schedule", async () => {
    const due = new Date(Date.now() + 1000).toISOString().slice(0, 19);
    const target = { Arn: output("BeginArn"), RoleArn: output("ScheduleRoleArn"), Input: '{"person":"person#3"}' };
    const when = { ScheduleExpression: `at(${due})`, FlexibleTimeWindow: { Mode: "OFF" } } as const;

    await aws.schedules.send(
      new CreateScheduleCommand({ Name: "once", GroupName: output("ScheduleGroup"), Target: target, ...when }),
    );

    expect(await noted("begun")).toEqual({ person: "person#3" });
  });

  test("answers its custom resource and keeps a retained machine when it is destroyed", async () => {
    expect(output("Request")).toBe("Create");

    await destroy({ engine, app: APP });

    const { stateMachines = [] } = await aws.states.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map(({ stateMachineArn }) => stateMachineArn)).toEqual([output("MachineArn")]);
  });

  test("says what the CDK said when a deployment fails", async () => {
    const failing = deploy({ engine, app: "node --eval 'throw new Error(\"no such shop\")'" });

    await expect(failing).rejects.toThrow(/cdk deploy failed[\s\S]*no such shop/);
  });

  test("leaves no process and no data behind when the engine stops", async () => {
    const groups = await groupsOf(engine.data);
    expect(await aliveIn(groups)).toContainEqual(expect.stringContaining("start-ministack.py"));
    expect(await aliveIn(groups)).toContainEqual(expect.stringContaining("ministack-lambda-"));

    await engine.stop();

    expect(await aliveIn(groups)).toEqual([]);
    expect(existsSync(engine.data)).toBe(false);
    await expect(fetch(engine.endpoint)).rejects.toThrow();
  });
});

test("an engine ends when its owner is killed", async () => {
  const owner = spawn(process.execPath, [join(import.meta.dirname, "support/owner-child.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(owner.stdout, "data");
  const data = String(said).trim();
  const groups = await groupsOf(data);
  expect(await aliveIn(groups)).toContainEqual(expect.stringContaining("start-ministack.py"));

  owner.kill("SIGKILL");

  await eventually("the end of all its processes", async () => {
    expect(await aliveIn(groups)).toEqual([]);
    return true;
  });
  expect(existsSync(data)).toBe(false);
});

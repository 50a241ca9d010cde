import { describe, expect, test } from "vitest";
import { one, resources, synth } from "./given.ts";
import { allStatements, permissionsOf, plain, roleIdOf } from "./statements.ts";

const template = synth();
const STATES = "arn:aws:states:eu-central-1:<AWS::AccountId>";
const SCHEDULE = "arn:aws:scheduler:eu-central-1:<AWS::AccountId>:schedule/SchedulesGroup/*";
const SES = "arn:aws:ses:eu-central-1:<AWS::AccountId>";
const AS_SHOP = 'if {"StringEquals":{"ses:FromAddress":"hello@mail.bluecup.example"}}';

const START = `states:StartExecution ${STATES}:stateMachine:RegularsProdCampaign*`;
const STOP = `states:StopExecution ${STATES}:execution:RegularsProdCampaign*:*`;
const UNSCHEDULE = `scheduler:DeleteSchedule ${SCHEDULE}`;

/** What each function does, as its code in functions, lib/aws and lib/journey does it. Keys after the action: of the State table. */
const DOES = {
  Enroll: [
    "BatchGetItem code#*",
    "BatchGetItem customer#*",
    "ConditionCheckItem customer#*",
    "GetItem catalog",
    "GetItem code#*",
    "GetItem customer#*",
    "PutItem customer#*",
    "Query customer#*",
    "UpdateItem code#*",
    "UpdateItem customer#*",
    "dynamodb:DescribeStream TablesEvents.StreamArn",
    "dynamodb:GetRecords TablesEvents.StreamArn",
    "dynamodb:GetShardIterator TablesEvents.StreamArn",
    "dynamodb:ListStreams *",
    'iam:PassRole SchedulesRole if {"StringEquals":{"iam:PassedToService":"scheduler.amazonaws.com"}}',
    `scheduler:CreateSchedule ${SCHEDULE}`,
    UNSCHEDULE,
    `scheduler:UpdateSchedule ${SCHEDULE}`,
    "sqs:SendMessage QueuesRecordDeadLetters",
    "states:SendTaskSuccess *",
    START,
    STOP,
  ],
  Send: [
    "BatchGetItem customer#*|pause",
    "ConditionCheckItem customer#*",
    "GetItem customer#*",
    "GetItem address#*|catalog|template#*",
    "PutItem customer#*|code#*",
    "Query customer#*",
    "UpdateItem customer#*|code#*",
    "UpdateItem warm-up",
    UNSCHEDULE,
    "secretsmanager:GetSecretValue SecretsAddresses",
    "secretsmanager:GetSecretValue SecretsLinks",
    `ses:SendEmail ${SES}:configuration-set/SendingConfigurationSet ${AS_SHOP}`,
    `ses:SendEmail ${SES}:identity/* ${AS_SHOP}`,
    `ses:SendRawEmail ${SES}:configuration-set/SendingConfigurationSet ${AS_SHOP}`,
    `ses:SendRawEmail ${SES}:identity/* ${AS_SHOP}`,
    "sqs:ChangeMessageVisibility QueuesSend",
    "sqs:DeleteMessage QueuesSend",
    "sqs:GetQueueAttributes QueuesSend",
    "sqs:ReceiveMessage QueuesSend",
    "sqs:SendMessage QueuesSendDeadLetters",
    "states:SendTaskFailure *",
    "states:SendTaskSuccess *",
    STOP,
  ],
  Decide: [
    "BatchGetItem customer#*|code#*|pool#*",
    "GetItem catalog",
    "PutItem customer#*|code#*",
    "Query customer#*",
    "UpdateItem customer#*|code#*|pool#*|budget#*",
    UNSCHEDULE,
    STOP,
  ],
  Act: [
    "BatchGetItem customer#*",
    "ConditionCheckItem customer#*",
    "GetItem catalog",
    "GetItem customer#*",
    "PutItem customer#*",
    "Query customer#*",
    "UpdateItem customer#*",
    "kms:Decrypt TeamTopicKey",
    "kms:GenerateDataKey TeamTopicKey",
    "secretsmanager:GetSecretValue SecretsOutgoing",
    "sns:Publish TeamTopic",
    STOP,
  ],
  Await: [
    "BatchGetItem customer#*",
    "DeleteItem held#*",
    "GetItem catalog|pause",
    "GetItem customer#*",
    "PutItem held#*",
    "UpdateItem customer#*",
    "states:SendTaskFailure *",
    "states:SendTaskSuccess *",
    STOP,
  ],
  Engage: [
    "BatchGetItem figures#",
    "GetItem address#*",
    "GetItem catalog",
    "GetItem customer#*",
    "GetItem guard",
    "PutItem customer#*",
    "PutItem guard",
    "Query customer#*",
    "UpdateItem address#*",
    "UpdateItem customer#*",
    "UpdateItem pause",
    UNSCHEDULE,
    "secretsmanager:GetSecretValue SecretsAddresses",
    "sqs:ChangeMessageVisibility QueuesSettle",
    "sqs:DeleteMessage QueuesSettle",
    "sqs:GetQueueAttributes QueuesSettle",
    "sqs:ReceiveMessage QueuesSettle",
    "sqs:SendMessage QueuesCallDeadLetters",
    "states:SendTaskSuccess *",
    STOP,
  ],
  Begin: [
    "GetItem catalog",
    "GetItem customer#*",
    "PutItem customer#*",
    "dynamodb:PutItem TablesEvents",
    "sqs:SendMessage QueuesCallDeadLetters",
    START,
  ],
  Finish: ["GetItem customer#*", "PutItem customer#*", "sqs:SendMessage QueuesCallDeadLetters"],
  Tally: [
    "GetItem tally",
    "UpdateItem figures#*|tally",
    "dynamodb:DescribeStream TablesState.StreamArn",
    "dynamodb:GetRecords TablesState.StreamArn",
    "dynamodb:GetShardIterator TablesState.StreamArn",
    "dynamodb:ListStreams *",
    "sqs:SendMessage QueuesRecordDeadLetters",
  ],
  Ingest: [
    "GetItem door#*",
    "PutItem door#*",
    "dynamodb:PutItem TablesEvents",
    "secretsmanager:GetSecretValue SecretsDoor",
    "sqs:SendMessage QueuesRecordDeadLetters",
  ],
  Respond: [
    "GetItem address#*",
    "GetItem catalog",
    "GetItem customer#*",
    "PutItem customer#*",
    "Query customer#*",
    "UpdateItem address#*",
    "UpdateItem customer#*",
    "dynamodb:PutItem TablesEvents",
    UNSCHEDULE,
    "secretsmanager:GetSecretValue SecretsAddresses",
    "secretsmanager:GetSecretValue SecretsLinks",
    STOP,
  ],
  Publish: ["GetItem template#*", "PutItem catalog", "PutItem template#*"],
};

describe("a function may do what its code does, and nothing else", () => {
  test.each(Object.entries(DOES))("%s", (name, expected) => {
    const id = `Functions${name}`;
    const logs = [`logs:CreateLogStream ${id}Logs`, `logs:PutLogEvents ${id}Logs`];
    const found = permissionsOf(template, roleIdOf(template, id)).map(short);
    expect(found.sort()).toEqual([...expected, ...logs].sort());
  });

  test("and no function is missing here", () => {
    const made = Object.keys(resources(template, "AWS::Lambda::Function"));
    expect(made).toHaveLength(Object.keys(DOES).length);
  });
});

describe("roles that are no function's", () => {
  const may = (start: string) => permissionsOf(template, one(template, "AWS::IAM::Role", start).id).map(short);

  test("machines hand over messages and ask three functions", () => {
    expect(may("MachinesRole").filter((line) => !line.startsWith("logs:"))).toEqual([
      "lambda:InvokeFunction FunctionsAct",
      "lambda:InvokeFunction FunctionsAwait",
      "lambda:InvokeFunction FunctionsDecide",
      "sqs:SendMessage QueuesSend",
    ]);
  });

  test("schedules call begin, and set aside what they cannot", () => {
    expect(may("SchedulesRole")).toEqual([
      "lambda:InvokeFunction FunctionsBegin",
      "sqs:SendMessage QueuesCallDeadLetters",
    ]);
    const { AssumeRolePolicyDocument } = one(template, "AWS::IAM::Role", "SchedulesRole").Properties;
    expect(plain(AssumeRolePolicyDocument.Statement[0])).toMatchObject({
      Principal: { Service: "scheduler.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "<AWS::AccountId>" } },
    });
  });

  test("the shop puts events, and cannot read one", () => {
    expect(may("EventWriter")).toEqual(["dynamodb:PutItem TablesEvents"]);
  });
});

describe("every permission", () => {
  test("names its actions: no wildcards", () => {
    const actions = allStatements(template).flatMap(({ statement: { Action } }) => Action);
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
  });

  test("names its resources, but for those that AWS knows no resource of", () => {
    const open = allStatements(template).filter(({ statement: { Resource } }) => [Resource].flat().includes("*"));
    expect(open.map(({ role, statement: { Action } }) => [role, [Action].flat()])).toEqual([
      ["FunctionsEnrollRole", ["dynamodb:ListStreams", "states:SendTaskSuccess"]],
      ["FunctionsSendRole", ["states:SendTaskFailure", "states:SendTaskSuccess"]],
      ["FunctionsAwaitRole", ["states:SendTaskFailure", "states:SendTaskSuccess"]],
      ["FunctionsEngageRole", ["states:SendTaskSuccess"]],
      ["FunctionsTallyRole", ["dynamodb:ListStreams"]],
      ["MachinesRole", expect.arrayContaining(["logs:CreateLogDelivery"])],
    ]);
  });

  test("comes from here: no policy of AWS's with more in it", () => {
    const managed = Object.values(resources(template, "AWS::IAM::Role")).flatMap(
      ({ Properties }) => Properties.ManagedPolicyArns ?? [],
    );
    expect(managed).toEqual([]);
  });
});

/** Of the State table's items only the action and the partitions. */
function short(line: string): string {
  const [, action, partitions = ""] =
    /^dynamodb:(\w+) TablesState if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":\[(.+)\]}}$/.exec(line) ?? [];
  return action === undefined ? line : `${action} ${partitions.replaceAll('"', "").replaceAll(",", "|")}`;
}

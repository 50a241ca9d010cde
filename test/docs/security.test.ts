import { Validations } from "aws-cdk-lib";
import { describe, expect, it, test } from "vitest";
import { FUNCTIONS, type FunctionName } from "../../lib/infra/functions/settings.ts";
import { STATE_ACCESS } from "../../lib/infra/functions/state-access.ts";
import { newStack, synth } from "../infra/given.ts";
import { permissionsOf, roleIdOf } from "../infra/statements.ts";
import { names, page, tableBetween } from "./pages.ts";

const security = page("docs/security.md");
const rows = new Map(tableBetween(security, "functions").map(([name = "", ...cells]) => [names(name)[0], cells]));
const template = synth();

/** Words of the table, and the permission that each stands for. */
const WORDS: readonly [RegExp, RegExp][] = [
  [/Events table's stream/, /^dynamodb:GetRecords TablesEvents/],
  [/State table's stream/, /^dynamodb:GetRecords TablesState/],
  [/put into the Events table/, /^dynamodb:PutItem TablesEvents$/],
  [/\bstart\b/, /^states:StartExecution /],
  [/\bstop\b/, /^states:StopExecution /],
  [/\banswer\b/, /^states:SendTaskSuccess /],
  [/\bset\b.*schedules/, /^scheduler:CreateSchedule /],
  [/\bremove schedules/, /^scheduler:DeleteSchedule /],
  [/send as the shop's `from` through SES/, /^ses:SendEmail .*FromAddress/],
  [/take from the send queue/, /^sqs:ReceiveMessage QueuesSend$/],
  [/settled clicks from their queue/, /^sqs:ReceiveMessage QueuesSettle$/],
  [/send dead letters/, /^sqs:SendMessage QueuesSendDeadLetters$/],
  [/record dead letters/, /^sqs:SendMessage QueuesRecordDeadLetters$/],
  [/call dead letters/, /^sqs:SendMessage QueuesCallDeadLetters$/],
  [/link secret/, /^secretsmanager:GetSecretValue SecretsLinks$/],
  [/address secret/, /^secretsmanager:GetSecretValue SecretsAddresses$/],
  [/address secret/, /^secretsmanager:GetSecretValue SecretsAddresses$/],
  [/outgoing secret/, /^secretsmanager:GetSecretValue SecretsOutgoing$/],
  [/publish to the team's topic/, /^sns:Publish TeamTopic$/],
  [/with its key/, /^kms:GenerateDataKey TeamTopicKey$/],
  [/door secret/, /^secretsmanager:GetSecretValue SecretsDoor$/],
];

/** Told with others: the stream's other actions, the same for a schedule's role, a token's other answer, a message written already. */
const TOLD_TOO =
  /^(logs:|kms:Decrypt|dynamodb:(Describe|List|GetShard)|scheduler:UpdateSchedule|iam:PassRole|states:SendTaskFailure|ses:SendRawEmail|sqs:(Delete|Change|GetQueue))/;

function partitions(name: FunctionName, isWrite: boolean): string[] {
  const found = STATE_ACCESS[name]
    .filter(({ actions }) =>
      actions.some((action) => /^(Put|Update|Delete)/.test(action) === isWrite && action !== "ConditionCheckItem"),
    )
    .flatMap(({ partitions }) => partitions);
  return [...new Set(found)].sort();
}

describe("docs/security.md says what each function may do", () => {
  it("names every function, and no other", () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(FUNCTIONS).sort());
  });

  test.each(Object.keys(FUNCTIONS) as FunctionName[])("%s", (name) => {
    const [reads = "", writes = "", may = ""] = rows.get(name) ?? [];
    expect(names(reads).sort()).toEqual(partitions(name, false));
    expect(names(writes).sort()).toEqual(partitions(name, true));
    const role = roleIdOf(template, `Functions${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
    const granted = permissionsOf(template, role).filter((line) => !line.includes("LeadingKeys"));
    for (const [word, permission] of WORDS) {
      expect([word, word.test(may)]).toEqual([word, granted.some((line) => permission.test(line))]);
    }
    const untold = granted.filter(
      (line) => !TOLD_TOO.test(line) && !WORDS.some(([, permission]) => permission.test(line)),
    );
    expect(untold.filter((line) => !line.startsWith("ses:SendEmail"))).toEqual([]);
  });
});

test("docs/security.md names every rule of cdk-nag that is acknowledged, and no other", () => {
  const acknowledged = newStack()
    .node.findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data as object))
    .map((rule) => rule.replace(/\[.*/, "").replace(/^.*::/, ""));
  const named = tableBetween(security, "acknowledged").flatMap(([rule = ""]) => names(rule));
  expect(named.sort()).toEqual([...new Set(acknowledged)].sort());
});

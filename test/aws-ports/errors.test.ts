import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import { isForLater, isNamed, isTransient, Refused } from "../../lib/aws/errors.ts";
import { Contended } from "../../lib/journey/contended.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { NotSent, TemplateFault } from "../../lib/journey/ports.ts";
import { send } from "../../lib/journey/send.ts";
import { ConditionFailed, TransactionRefused } from "../../lib/store/table.ts";
import { givenDoubles } from "../support/doubles.ts";
import { purchase } from "../support/events.ts";
import { messageFor } from "../support/messages.ts";
import { givenCampaign } from "../support/shop.ts";
import { type Fault, fakeAws } from "./support/aws.ts";

const HELLO = givenCampaign({ steps: [{ send: "hello" }] });

const named = (name: string, extra: object = {}) => Object.assign(new Error(name), { name }, extra);
const thrownBy = async (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => undefined,
    (error: unknown) => error,
  );

const ofStates = (answer: Fault | Error) =>
  thrownBy(() =>
    new SFNClient(fakeAws(() => answer).settings).send(new StartExecutionCommand({ stateMachineArn: "arn:a" })),
  );
const ofDynamo = (answer: Fault | Error) =>
  thrownBy(() =>
    new DynamoDBClient(fakeAws(() => answer).settings).send(
      new PutItemCommand({ TableName: "t", Item: { pk: { S: "a" } } }),
    ),
  );

describe("trouble of AWS", () => {
  it.each<[string, Promise<unknown>]>([
    ["throttling of Step Functions", ofStates({ fault: "ThrottlingException" })],
    ["its limit of open executions", ofStates({ fault: "ExecutionLimitExceeded" })],
    ["its own faults", ofStates({ fault: "SomethingNew", status: 500 })],
    ["a gateway in between", ofStates({ fault: "Unknown", status: 503 })],
    ["throttling of DynamoDB", ofDynamo({ fault: "ProvisionedThroughputExceededException" })],
    ["another of its names", ofDynamo({ fault: "ThrottlingException" })],
    ["its faults", ofDynamo({ fault: "InternalServerError", status: 500 })],
    ["a missing permission", ofDynamo({ fault: "AccessDeniedException" })],
    ["keys that have run out", ofDynamo({ fault: "ExpiredTokenException" })],
    ["a table that is not there yet", ofDynamo({ fault: "ResourceNotFoundException" })],
    ["a cut connection", ofDynamo(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }))],
    ["a name that is not resolved", ofDynamo(Object.assign(new Error("dns"), { code: "EAI_AGAIN" }))],
    ["no answer in time", ofDynamo(named("TimeoutError"))],
  ])("is tried again: %s", async (_what, thrown) => {
    const error = await thrown;
    expect(error).toBeInstanceOf(Error);
    expect(isTransient(error)).toBe(true);
  });

  it("is no record's fault when others are in the way", () => {
    expect(isTransient(new TransactionRefused([]))).toBe(true);
    expect(isTransient(named("ConflictException"))).toBe(true);
    expect(isTransient(new Contended("the profile changed 20 times in a row"))).toBe(true);
  });
});

describe("trouble with a record", () => {
  it.each<[string, Promise<unknown>]>([
    ["a request that DynamoDB does not take", ofDynamo({ fault: "ValidationException" })],
    ["a machine that was deleted", ofStates({ fault: "StateMachineDoesNotExist" })],
    ["input that Step Functions does not take", ofStates({ fault: "InvalidExecutionInput" })],
    ["our own refusal", Promise.resolve(new Refused("no"))],
    ["a mistake in the code", Promise.resolve(new TypeError("undefined is not a function"))],
    ["a template that cannot be rendered", Promise.resolve(new TemplateFault("no"))],
    ["a condition that nobody expected", Promise.resolve(new ConditionFailed({ pk: "a", sk: "b" }, undefined))],
    ["what is not even an error", Promise.resolve("thrown text")],
    ["nothing at all", Promise.resolve(null)],
  ])("is none of AWS's: %s", async (_what, thrown) => {
    expect(isTransient(await thrown)).toBe(false);
  });
});

describe("errors of journeys", () => {
  it("tell a message that may go out later from one that never will", () => {
    expect(isTransient(new NotSent("too fast", false))).toBe(true);
    expect(isTransient(new NotSent("refused", true))).toBe(false);
    expect(isForLater(new NotSent("too fast", false))).toBe(true);
    expect(isForLater(new TypeError("x"))).toBe(false);
  });

  it("leave an open claim for later", async () => {
    const { deps, mailer } = givenDoubles({ campaigns: [HELLO] });
    await enroll(deps, purchase("ann"));
    Object.assign(deps.mailer, { send: () => Promise.reject(new Error("the answer got lost")) });
    Object.assign(mailer, { wasSent: async () => "unknown" });
    await expect(send(deps, messageFor("ann"))).rejects.toThrow("the answer got lost");
    const open = await thrownBy(() => send(deps, messageFor("ann")));
    expect(isNamed(open, "ClaimOpen")).toBe(true);
    expect(isTransient(open)).toBe(true);
    expect(isForLater(open)).toBe(true);
  });

  it("blame no record that others kept changing", async () => {
    const { deps } = givenDoubles({ campaigns: [HELLO] });
    deps.table.transact = () => Promise.reject(new TransactionRefused([]));
    expect(isTransient(await thrownBy(() => enroll(deps, purchase("ann"))))).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { createAddresses } from "../../lib/journey/addresses.ts";
import type { Clients } from "../../lib/operate/clients.ts";
import { openDesk, withAddresses } from "../../lib/operate/desk.ts";
import { Trouble } from "../../lib/operate/trouble.ts";
import { fakeClient } from "./fake-client.ts";
import { OUTPUTS } from "./given-stack.ts";
import { givenTime } from "./given-time.ts";

const SETTINGS = {
  BEGIN_FUNCTION_ARN: "arn:begin",
  SCHEDULE_ROLE_ARN: "arn:role",
  SCHEDULE_DEAD_LETTER_ARN: "arn:dead",
};

const KEY = "a key of at least 32 characters, for ever";

async function given(Variables: Record<string, string>, more: Record<string, string> = {}) {
  const schedules = fakeClient({ CreateScheduleCommand: () => ({}), DeleteScheduleCommand: () => ({}) });
  const functions = fakeClient({ GetFunctionConfigurationCommand: () => ({ Environment: { Variables } }) });
  const secrets = fakeClient({ GetSecretValueCommand: () => ({ SecretString: KEY }) });
  const Outputs = Object.entries({ ...OUTPUTS, ...more }).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
  }));
  const clients: Clients = {
    stacks: fakeClient({ DescribeStacksCommand: () => ({ Stacks: [{ StackStatus: "CREATE_COMPLETE", Outputs }] }) }),
    dynamo: fakeClient({}),
    functions,
    schedules,
    secrets,
    ses: fakeClient({}),
    states: fakeClient({}),
    queues: fakeClient({}),
    region: async () => "eu-central-1",
  };
  const desk = await openDesk({ stack: "RegularsProd" }, { time: givenTime(), log: () => {}, clients });
  return { desk, schedules, functions, secrets };
}

const JOURNEY = { customer: "ann", campaign: "win-back", enrollment: "e-1" };

describe("what commands reach a stack by", () => {
  it("sets schedules as the stack does: with the settings of its own function, asked for once", async () => {
    const { desk, schedules, functions } = await given(SETTINGS);
    await desk.schedules.set("e-1", 90 * 86_400_000, JOURNEY);
    await desk.schedules.set("e-2", 90 * 86_400_000, JOURNEY);
    expect(schedules.asked[0]?.input).toMatchObject({
      GroupName: OUTPUTS.ScheduleGroup,
      ScheduleExpression: "at(1970-04-01T00:00:00)",
      Target: { Arn: "arn:begin", RoleArn: "arn:role", DeadLetterConfig: { Arn: "arn:dead" } },
    });
    expect(functions.asked).toHaveLength(1);
  });

  it("takes schedules back without asking for settings", async () => {
    const { desk, schedules, functions } = await given({});
    await desk.schedules.cancel("e-1");
    expect(schedules.asked.map(({ name }) => name)).toEqual(["DeleteScheduleCommand"]);
    expect(functions.asked).toEqual([]);
  });

  it("asks for the key of addresses only when it is needed, where the stack says it is", async () => {
    const { desk, secrets } = await given({}, { AddressSecretArn: "arn:address-key" });
    expect(secrets.asked).toEqual([]);
    const keyed = await withAddresses(desk);
    expect(keyed.addresses.hash(" Ann@Mail.example")).toBe(createAddresses(KEY).hash("ann@mail.example"));
    expect(secrets.asked).toEqual([{ name: "GetSecretValueCommand", input: { SecretId: "arn:address-key" } }]);
  });

  it("tells to deploy a stack that has no such key yet", async () => {
    const { desk } = await given({});
    const opened = withAddresses(desk);
    await expect(opened).rejects.toThrow(Trouble);
    await expect(opened).rejects.toThrow(/RegularsProd has no output AddressSecretArn: .*; deploy it again/);
  });

  it("says which setting is missing", async () => {
    const { desk } = await given({ ...SETTINGS, SCHEDULE_ROLE_ARN: "" });
    await expect(desk.schedules.set("e-1", 0, JOURNEY)).rejects.toThrow(/has no setting SCHEDULE_ROLE_ARN; deploy/);
  });
});

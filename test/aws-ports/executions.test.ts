import { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import { catalogKeys, createCatalog } from "../../lib/aws/catalog.ts";
import { createExecutions } from "../../lib/aws/executions.ts";
import { publish } from "../../lib/aws/publish.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import { type FakeAws, fakeAws } from "./support/aws.ts";

const ARN = "arn:aws:states:eu-central-1:123456789012:stateMachine:RegularsProdCampaignWinBackV1-AbC";
const INPUT = { enrollment: "e1", customer: "c-42", campaign: "win-back", version: "v1", answers: { split: 1 } };

function executionsOver({ settings }: FakeAws) {
  const catalog = {
    arnOf: async (campaign: string, version: string) => (campaign === "win-back" && version === "v1" ? ARN : undefined),
  };
  return createExecutions({ client: new SFNClient(settings), catalog });
}

describe("executions", () => {
  it("start the machine of the campaign's version under the enrollment's name", async () => {
    const aws = fakeAws(() => ({ executionArn: "a", startDate: 1 }));
    await executionsOver(aws).start("win-back", "v1", "e1", INPUT);
    expect(aws.calls).toEqual([
      { operation: "StartExecution", body: { stateMachineArn: ARN, name: "e1", input: JSON.stringify(INPUT) } },
    ]);
  });

  it("take a name that was started before for started", async () => {
    const aws = fakeAws(() => ({ fault: "ExecutionAlreadyExists" }));
    await expect(executionsOver(aws).start("win-back", "v1", "e1", INPUT)).resolves.toBeUndefined();
  });

  it("say what to do when nothing can run a version", async () => {
    const aws = fakeAws();
    await expect(executionsOver(aws).start("win-back", "v9", "e1", INPUT)).rejects.toThrow(
      /no machine of campaign win-back, version v9.*deploy again/,
    );
    expect(aws.calls).toEqual([]);
    const deleted = fakeAws(() => ({ fault: "StateMachineDoesNotExist" }));
    await expect(executionsOver(deleted).start("win-back", "v1", "e1", INPUT)).rejects.toThrow(/deploy again/);
  });

  it("start on the new machine of a version that was tidied away and came back", async () => {
    const table = createMemoryTable();
    const publishes = (arn: string) =>
      publish({ table, now: () => 0 }, { machines: [{ campaign: "win-back", version: "v1", arn }], templates: [] });
    const aws = fakeAws(({ body }) =>
      body.stateMachineArn === "arn:old" ? { fault: "StateMachineDoesNotExist" } : { executionArn: "a", startDate: 1 },
    );
    const catalog = createCatalog({ table });
    const executions = createExecutions({ client: new SFNClient(aws.settings), catalog });
    await publishes("arn:old");
    expect(await catalog.arnOf("win-back", "v1")).toBe("arn:old");
    await table.write({ delete: catalogKeys.machine("win-back", "v1") });
    await publishes("arn:new");
    for (const name of ["e1", "e2"]) await executions.start("win-back", "v1", name, INPUT);
    expect(aws.calls.map(({ body }) => [body.stateMachineArn, body.name])).toEqual([
      ["arn:old", "e1"],
      ["arn:new", "e1"],
      ["arn:new", "e2"],
    ]);
  });

  it("stop an execution by the ARN that follows from its machine's", async () => {
    const aws = fakeAws(() => ({ stopDate: 1 }));
    await executionsOver(aws).stop("win-back", "v1", "e1", "won back");
    const executionArn = "arn:aws:states:eu-central-1:123456789012:execution:RegularsProdCampaignWinBackV1-AbC:e1";
    expect(aws.calls).toEqual([{ operation: "StopExecution", body: { executionArn, cause: "won back" } }]);
  });

  it("have nothing to stop where there is no execution, no machine, or no such version", async () => {
    for (const fault of ["ExecutionDoesNotExist", "StateMachineDoesNotExist"]) {
      const aws = fakeAws(() => ({ fault }));
      await expect(executionsOver(aws).stop("win-back", "v1", "e1", "goal")).resolves.toBeUndefined();
    }
    const aws = fakeAws();
    await executionsOver(aws).stop("gone", "v1", "e1", "goal");
    expect(aws.calls).toEqual([]);
  });

  it("throw what Step Functions cannot do now", async () => {
    const executions = executionsOver(fakeAws(() => ({ fault: "ThrottlingException" })));
    await expect(executions.start("win-back", "v1", "e1", INPUT)).rejects.toMatchObject({
      name: "ThrottlingException",
    });
    await expect(executions.stop("win-back", "v1", "e1", "x")).rejects.toMatchObject({ name: "ThrottlingException" });
  });
});

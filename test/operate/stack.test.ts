import { describe, expect, it } from "vitest";
import { findStack } from "../../lib/operate/stack.ts";
import { Trouble } from "../../lib/operate/trouble.ts";
import { awsError, fakeClient } from "./fake-client.ts";
import { OUTPUTS } from "./given-stack.ts";

const AT = new Date("2026-11-01T10:00:00Z");
const outputs = (known: Record<string, string>) =>
  Object.entries(known).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));

function given(described: object) {
  const stacks = fakeClient({
    DescribeStacksCommand: () => ({ Stacks: [described] }),
  });
  return { stacks, region: async () => "eu-central-1" };
}

describe("a stack", () => {
  it("is found by its name, with what commands need to know of it", async () => {
    const stack = await findStack(
      given({ StackStatus: "UPDATE_COMPLETE", LastUpdatedTime: AT, Outputs: outputs({ ...OUTPUTS, ApiUrl: "x" }) }),
      "RegularsProd",
    );
    expect(stack).toMatchObject({ name: "RegularsProd", region: "eu-central-1", deployedAt: AT.getTime() });
    expect(stack.outputs.StateTable).toBe("State");
  });

  it("that is not there is answered with those that are", async () => {
    const stacks = fakeClient({
      DescribeStacksCommand: () => {
        throw awsError("ValidationError", "Stack with id RegularsProd does not exist");
      },
      ListStacksCommand: () => ({
        StackSummaries: [
          { StackName: "RegularsTest", StackStatus: "CREATE_COMPLETE" },
          { StackName: "RegularsOld", StackStatus: "DELETE_COMPLETE" },
          { StackName: "Website", StackStatus: "CREATE_COMPLETE" },
        ],
      }),
    });
    await expect(findStack({ stacks, region: async () => "eu-central-1" }, "RegularsProd")).rejects.toThrow(
      'there is no stack "RegularsProd" in eu-central-1; there are: RegularsTest',
    );
  });

  it("that is not there is answered also when nobody may list the others", async () => {
    const stacks = fakeClient({
      DescribeStacksCommand: () => {
        throw awsError("ValidationError", "Stack with id X does not exist");
      },
      ListStacksCommand: () => {
        throw awsError("AccessDenied");
      },
    });
    await expect(findStack({ stacks, region: async () => "eu-central-1" }, "X")).rejects.toThrow(
      /no stack there begins with Regulars: check --region and --profile/,
    );
  });

  it.each([
    ["another one's", { StackStatus: "CREATE_COMPLETE", Outputs: outputs({ Url: "x" }) }, /is no stack of Regulars/],
    [
      "an older one",
      { StackStatus: "CREATE_COMPLETE", Outputs: outputs({ StateTable: "x" }) },
      /lacks the outputs EventsTable/,
    ],
    ["a half one", { StackStatus: "CREATE_IN_PROGRESS", Outputs: [] }, /is CREATE_IN_PROGRESS and has no outputs yet/],
  ])("that is %s is refused", async (_what, described, words) => {
    const found = findStack(given(described), "RegularsProd");
    await expect(found).rejects.toThrow(words);
    await expect(found).rejects.toThrow(Trouble);
  });
});

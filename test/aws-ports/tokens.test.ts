import { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import { createTokens } from "../../lib/aws/tokens.ts";
import { type FakeAws, fakeAws } from "./support/aws.ts";

const tokensOver = ({ settings }: FakeAws) => createTokens({ client: new SFNClient(settings) });

describe("tokens", () => {
  it("answer the waiting state", async () => {
    const aws = fakeAws();
    const tokens = tokensOver(aws);
    expect(await tokens.succeed("t-1", { way: 1 })).toBe(true);
    expect(await tokens.fail("t-2", "Deferred", "2026-01-01T09:00:00.000Z")).toBe(true);
    expect(aws.calls).toEqual([
      { operation: "SendTaskSuccess", body: { taskToken: "t-1", output: '{"way":1}' } },
      {
        operation: "SendTaskFailure",
        body: { taskToken: "t-2", error: "Deferred", cause: "2026-01-01T09:00:00.000Z" },
      },
    ]);
  });

  it.each(["TaskDoesNotExist", "TaskTimedOut", "InvalidToken"])(
    "say so when nobody waits any more: %s",
    async (fault) => {
      const tokens = tokensOver(fakeAws(() => ({ fault })));
      expect(await tokens.succeed("t-1", {})).toBe(false);
      expect(await tokens.fail("t-1", "Held", "paused")).toBe(false);
    },
  );

  it("throw what is no answer", async () => {
    const tokens = tokensOver(fakeAws(() => ({ fault: "ThrottlingException" })));
    await expect(tokens.succeed("t-1", {})).rejects.toMatchObject({ name: "ThrottlingException" });
  });
});

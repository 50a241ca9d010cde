import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lambdaHandler } from "../../../lib/aws/lambda/handler.ts";
import { catchOutput, context, type Output } from "../support/invocation.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

describe("a handler", () => {
  it("answers what its course answers, and writes its metrics as one line", async () => {
    const handler = lambdaHandler(async (event: { n: number }, { count }) => {
      count("Opened");
      count("Opened", event.n);
      count("Clicked", 0);
      return event.n + 1;
    });
    expect(await handler({ n: 2 }, context())).toBe(3);
    expect(output.metrics()).toEqual({ Opened: 3 });
    const [line] = output.text().trim().split("\n");
    expect(JSON.parse(line ?? "")).toMatchObject({ service: expect.any(String), stage: expect.any(String) });
  });

  it("writes nothing when there is nothing to say", async () => {
    await lambdaHandler(async () => 1)({}, context());
    expect(output.text()).toBe("");
  });

  it("counts each invocation by itself, also one that fails", async () => {
    const handler = lambdaHandler(async (fails: boolean, { count }) => {
      count("Bounced");
      if (fails) throw new Error("no");
    });
    await expect(handler(true, context())).rejects.toThrow("no");
    await handler(false, context());
    expect(output.metrics()).toEqual({ Bounced: 2 });
  });

  it("logs with the request it belongs to", async () => {
    await lambdaHandler(async (_event: unknown, { log }) => log("warn", "careful", { campaign: "win-back" }))(
      {},
      context(),
    );
    expect(output.lines()).toEqual([
      expect.objectContaining({
        level: "WARN",
        message: "careful",
        campaign: "win-back",
        function_request_id: "request-1",
        stage: expect.any(String),
        service: expect.any(String),
      }),
    ]);
  });

  it("logs which journey it is about, and forgets that with the next one", async () => {
    const handler = lambdaHandler(async (_event: unknown, { log }) => log("info", "here", {}));
    await handler({ customer: "c-42", campaign: "win-back", enrollment: "e1", step: "hello" }, context());
    await handler({ campaign: "Ann Smith", enrollment: 5 }, context());
    const [first, second] = output.lines();
    expect(first).toMatchObject({ campaign: "win-back", enrollment: "e1", step: "hello" });
    expect(output.text()).not.toMatch(/c-42|Ann/);
    expect(second).not.toHaveProperty("enrollment");
  });

  it("throws what went wrong under its name, and no address with it", async () => {
    const handler = lambdaHandler(async () => {
      throw Object.assign(new Error("not verified: Ann.Smith+x@mail.example (eu)"), { name: "MessageRejected" });
    });
    const thrown = await handler({}, context()).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ name: "MessageRejected", message: "not verified: [address] (eu)" });
    expect((thrown as Error).stack).not.toContain("@mail");
    expect(output.lines()).toEqual([
      expect.objectContaining({ level: "ERROR", error: "MessageRejected", reason: "not verified: [address] (eu)" }),
    ]);
    expect(output.text()).not.toContain("@mail");
  });

  it("lets no address into a line whatever it is given", async () => {
    await lambdaHandler(async (_event: unknown, { log }) =>
      log("info", "sent to ann@mail.example", { to: ["ann@mail.example"], deep: { address: "<ann@mail.example>" } }),
    )({}, context());
    expect(output.text()).not.toContain("ann@");
    expect(output.lines()[0]).toMatchObject({ message: "sent to [address]", to: ["[address]"] });
  });

  it("survives what is thrown and is no error", async () => {
    const handler = lambdaHandler(() => Promise.reject("ann@mail.example"));
    await expect(handler({}, context())).rejects.toMatchObject({ message: "[address]" });
  });
});

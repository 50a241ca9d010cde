import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHandler } from "../../../functions/publish.ts";
import { createCatalog } from "../../../lib/aws/catalog.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import type { Table } from "../../../lib/store/table.ts";
import { catchOutput, context } from "../support/invocation.ts";

interface Put {
  contentType: string | undefined;
  body: Record<string, unknown>;
}

/** CloudFormation's end: an address that takes what became of a resource. */
let server: Server;
let puts: Put[];
let refusals: number;
beforeEach(async () => {
  puts = [];
  refusals = 0;
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const isRefused = refusals-- > 0;
      if (!isRefused) puts.push({ contentType: request.headers["content-type"], body: JSON.parse(text) });
      response.writeHead(isRefused ? 500 : 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await new Promise((resolve) => server.close(resolve));
});

const ARN = "arn:aws:states:eu-central-1:1:stateMachine:A";
const MACHINES = [{ campaign: "win-back", version: "1", arn: ARN }];

const event = (RequestType: string, properties: object = { machines: MACHINES }) =>
  ({
    RequestType,
    ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signature=a%2Fb`,
    StackId: "stack",
    RequestId: "request",
    LogicalResourceId: "Publication",
    ResourceProperties: { ServiceToken: "arn:function", ...properties },
  }) as never;

function given(table: Table = createMemoryTable()) {
  const handler = createHandler(() => ({ table, templates: [], now: () => 0 }));
  return { handler, catalog: createCatalog({ table }) };
}

describe("publish", () => {
  it.each(["Create", "Update"])("writes down what a deployment brings, and says so: %s", async (type) => {
    const { handler, catalog } = given();
    await handler(event(type), context());
    expect(await catalog.arnOf("win-back", "1")).toBe(ARN);
    expect(puts).toEqual([
      {
        contentType: "",
        body: {
          Status: "SUCCESS",
          StackId: "stack",
          RequestId: "request",
          LogicalResourceId: "Publication",
          PhysicalResourceId: "regulars-publication",
        },
      },
    ]);
  });

  it("takes nothing back when the stack is deleted", async () => {
    const { handler, catalog } = given();
    await handler(event("Create"), context());
    await handler(event("Delete", {}), context());
    expect(await catalog.current()).toEqual({ "win-back": "1" });
    expect(puts.at(-1)?.body.Status).toBe("SUCCESS");
  });

  it.each<[string, object]>([
    ["nothing", {}],
    ["half of a machine", { machines: [{ campaign: "a", version: "1" }] }],
  ])("fails with the reason when it is given %s", async (_what, properties) => {
    const { handler } = given();
    await handler(event("Create", properties), context());
    expect(puts[0]?.body).toMatchObject({
      Status: "FAILED",
      Reason: expect.stringMatching(/machines\[0\] is not \{ campaign, version, arn \}/),
    });
  });

  it("fails with the reason when the table does", async () => {
    const table = createMemoryTable();
    vi.spyOn(table, "write").mockRejectedValue(new Error(`no room ${"x".repeat(9_000)}`));
    await given(table).handler(event("Create"), context());
    expect(puts[0]?.body).toMatchObject({ Status: "FAILED", Reason: expect.stringMatching(/^no room x+$/) });
    expect(JSON.stringify(puts[0]?.body).length).toBeLessThan(4_096);
  });

  it("answers before its time is over, whatever hangs", async () => {
    const table = createMemoryTable();
    vi.spyOn(table, "write").mockReturnValue(new Promise(() => {}));
    await given(table).handler(
      event("Create"),
      context(() => 10_050),
    );
    expect(puts[0]?.body).toMatchObject({ Status: "FAILED", Reason: expect.stringMatching(/longer than/) });
  });

  it("tries again when its answer is not taken", async () => {
    refusals = 1;
    await given().handler(event("Create"), context());
    expect(puts).toHaveLength(1);
  });

  it("fails itself when nobody takes its answer, so that Lambda calls it again", async () => {
    catchOutput();
    refusals = 99;
    await expect(given().handler(event("Create"), context())).rejects.toThrow(/CloudFormation answered 500/);
  });
});

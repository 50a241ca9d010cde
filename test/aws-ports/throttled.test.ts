import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SendEmailCommand } from "@aws-sdk/client-sesv2";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createExecutions } from "../../lib/aws/executions.ts";

/** Refuses so many requests as too many at once, and takes the next. */
let refuses = 0;
let asked: string[] = [];
let server: Server;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(String(request.headers["x-amz-target"] ?? request.url));
    const answer = refuses-- > 0 ? { __type: "ThrottlingException" } : { executionArn: "a", startDate: 1 };
    const headers = { "content-type": "application/x-amz-json-1.0" };
    response.writeHead("__type" in answer ? 400 : 200, headers).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_REGION", "eu-central-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  // As the deployment sets it for functions that nobody waits for.
  vi.stubEnv("AWS_MAX_ATTEMPTS", "8");
  // The SDK's pauses are a random part of what they may be.
  vi.spyOn(Math, "random").mockReturnValue(0);
  vi.resetModules();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it("starts a journey that was throttled five times", async () => {
  const { statesClient } = await import("../../lib/aws/clients.ts");
  const executions = createExecutions({ client: statesClient(), catalog: { arnOf: async () => "arn:machine" } });
  refuses = 5;
  await executions.start("win-back", "v1", "e1", {
    enrollment: "e1",
    customer: "c-42",
    campaign: "win-back",
    version: "v1",
    answers: {},
  });
  expect(asked).toEqual(Array(6).fill("AWSStepFunctions.StartExecution"));
});

it("asks SES once all the same: it could not tell a second try from a second message", async () => {
  const { mailClient } = await import("../../lib/aws/clients.ts");
  refuses = 5;
  const command = new SendEmailCommand({ Content: {}, Destination: {} });
  await expect(mailClient().send(command)).rejects.toMatchObject({ name: "ThrottlingException" });
  expect(asked).toHaveLength(1);
});

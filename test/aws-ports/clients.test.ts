import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, expect, it, vi } from "vitest";
import { dynamoClient, mailClient, statesClient } from "../../lib/aws/clients.ts";
import { need } from "../../lib/aws/environment.ts";

afterEach(() => void vi.unstubAllEnvs());

it("makes each client once", () => {
  expect(dynamoClient()).toBe(dynamoClient());
  expect(mailClient()).not.toBe(statesClient());
});

it("keeps its connections between calls", async () => {
  let connections = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end("{}");
  }).on("connection", () => {
    connections++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${port}`);
  vi.stubEnv("AWS_REGION", "eu-central-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  for (let calls = 0; calls < 3; calls++) await dynamoClient().send(new ListTablesCommand({}));
  expect(connections).toBe(1);
  dynamoClient().destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it("gives a call up that nobody answers", async () => {
  // The handler merges its options lazily: what it was given is what it would wait.
  const { requestHandler } = statesClient().config;
  const settings = (requestHandler as unknown as { httpHandlerConfigs(): object }).httpHandlerConfigs();
  const merged = await (requestHandler as unknown as { configProvider: Promise<object> }).configProvider;
  expect({ ...merged, ...settings }).toMatchObject({
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
  });
});

it("says which setting of the deployment is missing", () => {
  vi.stubEnv("STATE_TABLE", "");
  expect(() => need("STATE_TABLE")).toThrow(/STATE_TABLE is not set.*deploy again/);
  vi.stubEnv("STATE_TABLE", "state");
  expect(need("STATE_TABLE")).toBe("state");
});

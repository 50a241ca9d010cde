import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { openClients } from "../../../lib/operate/clients.ts";
import { openSesList } from "../../../lib/operate/suppression/ses-list.ts";
import { AT_ONCE } from "../given-time.ts";

afterEach(() => vi.unstubAllEnvs());

it("waits out a throttle of SES's list, and goes on with its next page", async () => {
  const asked: string[] = [];
  const page = (EmailAddress: string, more: object = {}) => ({
    SuppressedDestinationSummaries: [{ EmailAddress, Reason: "BOUNCE", LastUpdateTime: 1_790_928_000 }],
    ...more,
  });
  const answers: [number, object][] = [
    [200, page("ann@mail.example", { NextToken: "more" })],
    [429, { message: "Too many requests" }],
    [200, page("bob@mail.example")],
  ];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const [status, body] = answers.shift() ?? [500, {}];
    const error = status === 429 ? { "x-amzn-errortype": "TooManyRequestsException" } : {};
    response.writeHead(status, { "content-type": "application/json", ...error }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  try {
    const listed: string[] = [];
    for await (const some of openSesList(openClients({ region: "eu-central-1" }).ses, AT_ONCE).pages()) {
      listed.push(...some.map(({ email, at }) => `${email} ${new Date(at).toISOString()}`));
    }
    expect(listed).toEqual(["ann@mail.example 2026-10-02T08:00:00.000Z", "bob@mail.example 2026-10-02T08:00:00.000Z"]);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toContain("NextToken=more");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

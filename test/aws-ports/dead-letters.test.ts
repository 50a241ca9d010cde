import { createHash } from "node:crypto";
import { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { createDeadLetters } from "../../lib/aws/dead-letters.ts";
import { Refused } from "../../lib/aws/errors.ts";
import { fakeAws } from "./support/aws.ts";

function given() {
  const aws = fakeAws(({ body }) => {
    const bytes = Buffer.byteLength(body.MessageBody);
    if (bytes > 262_144) return { fault: "InvalidMessageContents" };
    return { MessageId: "1", MD5OfMessageBody: createHash("md5").update(body.MessageBody).digest("hex") };
  });
  const url = "https://sqs.eu-central-1.amazonaws.com/1/letters";
  const letters = createDeadLetters({ client: new SQSClient(aws.settings), url, now: () => 0 });
  return { letters, calls: aws.calls, letter: () => JSON.parse(aws.calls[0]?.body.MessageBody) };
}

describe("dead letters", () => {
  it("keep what could not be handled, where, why and when", async () => {
    const { letters, calls, letter } = given();
    await letters.setAside({ from: "enroll", why: new Refused("event at: no time"), body: { eventId: "e-1" } });
    expect(calls[0]).toMatchObject({
      operation: "SendMessage",
      body: { QueueUrl: "https://sqs.eu-central-1.amazonaws.com/1/letters" },
    });
    expect(letter()).toEqual({
      from: "enroll",
      why: { name: "Refused", message: "event at: no time" },
      at: "1970-01-01T00:00:00.000Z",
      body: { eventId: "e-1" },
    });
  });

  it("give no address away in their reason", async () => {
    const { letters, letter } = given();
    await letters.setAside({ from: "send", why: new Error('bad address "ann@mail.example"'), body: {} });
    expect(letter().why.message).toBe('bad address "[address]"');
  });

  it.each([
    ["of plain letters", "x".repeat(300_000)],
    ["of letters of several bytes", "☕".repeat(200_000)],
    ["of letters that are escaped", "\u0001".repeat(100_000)],
    ["of quotes", '"'.repeat(400_000)],
  ])("are cut to what a queue takes, and say so: %s", async (_what, text) => {
    const { letters, letter } = given();
    await letters.setAside({ from: "enroll", why: "too large", body: { text } });
    expect(letter().body).toMatch(/^\{"text":"/);
    expect(letter().cut).toMatch(/the body had \d{6,} bytes/);
    expect(letter().why).toEqual({ name: "string", message: "too large" });
  });
});

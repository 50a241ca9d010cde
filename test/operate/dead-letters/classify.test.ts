import { describe, expect, it } from "vitest";
import { classify } from "../../../lib/operate/dead-letters/classify.ts";
import type { Letter, RawLetter } from "../../../lib/operate/dead-letters/letter.ts";
import type { QueueName } from "../../../lib/operate/dead-letters/queues.ts";
import { purchase } from "../../support/events.ts";
import { stored } from "../given-events.ts";
import { arnOf, OUTPUTS } from "../given-stack.ts";
import { batchInfo, failedCall, setAside, statusChange } from "./given-letters.ts";

function look(queue: QueueName, body: unknown, attributes: RawLetter["attributes"] = {}): Letter {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return classify({ queue, id: "1", body: text, sentAt: 0, attributes }, OUTPUTS);
}

describe("in the queue of messages", () => {
  it("one that SQS gave up goes on the send queue as it is", () => {
    const body = JSON.stringify({
      token: "t",
      enrollment: "e",
      step: "hello",
      customer: "ann",
      due: "2026-11-14T00:00Z",
    });
    expect(look("send", body)).toMatchObject({ kind: "message to send", remedy: { do: "send again", body } });
  });

  it("a choice of messages that SQS gave up goes there, too", () => {
    const body = JSON.stringify({
      token: "t",
      enrollment: "e",
      choose: { key: "0", ways: [] },
      due: "2026-11-14T00:00Z",
    });
    expect(look("send", body)).toMatchObject({ kind: "message to send", remedy: { do: "send again", body } });
  });

  it("one that send set aside goes back as it came, with its reason told", () => {
    const letter = look("send", setAside("send", '{"token":"t"}', { name: "TypeError", message: "no template" }));
    expect(letter.reason).toBe("TypeError: no template");
    expect(letter.remedy).toEqual({ do: "send again", body: '{"token":"t"}' });
    expect(look("send", setAside("send", { token: "t" })).remedy).toEqual({ do: "send again", body: '{"token":"t"}' });
  });
});

describe("in the queue of records", () => {
  const { attributes: NewImage } = stored(purchase("ann"));
  const record = { eventName: "INSERT", dynamodb: { SequenceNumber: "42", NewImage } };

  it("an event that enroll set aside goes to enroll", () => {
    expect(look("records", setAside("enroll", record)).remedy).toEqual({ do: "enroll", record });
  });

  it("one that was cut is for a person, and says why", () => {
    const letter = look("records", { ...setAside("enroll", "{"), cut: "the body had 300000 bytes" });
    expect(letter.remedy).toEqual({ do: "look", advice: "it is not whole: the body had 300000 bytes" });
  });

  it("a batch that the stream gave up is told as the time in which its events came", () => {
    expect(look("records", batchInfo(OUTPUTS.EnrollFunction))).toMatchObject({
      kind: "events that enroll did not take",
      reason: "RetryAttemptsExhausted: Lambda gave up a batch of the stream",
      remedy: { do: "replay", from: "2026-11-14T00:13:19Z", to: "2026-11-14T00:15:00Z", events: 100 },
    });
  });

  it.each([
    ["a batch of tally's", batchInfo("RegularsProd-Tally-9"), /figures lack/],
    ["a change that tally set aside", setAside("tally", { dynamodb: {} }), /figures lack/],
    ["a webhook", setAside("ingest", { path: "shopify", headers: {}, body: "{}" }), /from the shop again/],
    ["an event without its image", setAside("enroll", { eventName: "INSERT" }), /--show/],
    ["something else", { hello: "world" }, /--show/],
    ["no JSON", "hello", /--show/],
  ])("%s is for a person", (_what, body, advice) => {
    const { remedy } = look("records", body);
    expect(remedy).toMatchObject({ do: "look", advice: expect.stringMatching(advice) });
  });
});

describe("in the queue of calls", () => {
  it.each([
    ["engage", OUTPUTS.EngageFunction],
    ["begin", OUTPUTS.BeginFunction],
    ["finish", OUTPUTS.FinishFunction],
  ])("a call of %s that came to nothing is made again with what it was made with", (call, name) => {
    expect(look("calls", failedCall(name, { some: "payload" }))).toEqual({
      kind: `call of ${call}`,
      reason: "Error: the customer's records changed 20 times in a row",
      remedy: { do: "call", call, payload: { some: "payload" } },
    });
  });

  const click = { look: "settled", source: "aws.ses", "detail-type": "Email Clicked", detail: { eventType: "Click" } };

  it("a click that engage set aside while it settled is told to engage again, for the same look", () => {
    expect(look("calls", setAside("engage", click))).toMatchObject({
      kind: "settled click",
      remedy: { do: "call", call: "engage", payload: click },
    });
  });

  it("so is one that SQS gave up", () => {
    expect(look("calls", click).remedy).toEqual({ do: "call", call: "engage", payload: click });
  });

  it("a call of any other function is not made", () => {
    const letter = look("calls", failedCall("SomebodyElses", { some: "payload" }));
    expect(letter.remedy.do).toBe("look");
    expect(look("calls", failedCall(`${OUTPUTS.EngageFunction}2`, {})).remedy.do).toBe("look");
  });

  it("a call that timed out says so by its condition", () => {
    const { responsePayload: _, ...call } = failedCall(OUTPUTS.BeginFunction, {});
    expect(look("calls", { ...call, responsePayload: null }).reason).toBe("RetriesExhausted");
    expect(look("calls", call).reason).toBe("RetriesExhausted");
  });

  it.each([
    ["aws.states", "finish"],
    ["aws.ses", "engage"],
  ])("an event of %s that could not be delivered goes to %s", (source, call) => {
    const event = { ...statusChange, source };
    const attributes = { RULE_ARN: "r", ERROR_CODE: "NO_PERMISSIONS", ERROR_MESSAGE: "not authorized" };
    expect(look("calls", event, attributes)).toEqual({
      kind: `event for ${call}`,
      reason: "NO_PERMISSIONS: not authorized",
      remedy: { do: "call", call, payload: event },
    });
  });

  const journey = { customer: "ann", campaign: "win-back", enrollment: "e-1" };
  it.each([
    ["its input", journey],
    ["its call, with the input as text", { FunctionName: "x", Payload: JSON.stringify(journey) }],
    ["its call, with the input in it", { FunctionName: "x", Payload: journey }],
  ])("a schedule that could not call leaves %s, and begin is called", (_what, body) => {
    const attributes = { SCHEDULE_ARN: "s", ERROR_CODE: "AWS.Lambda.TooManyRequestsException" };
    expect(look("calls", body, attributes)).toEqual({
      kind: "schedule for begin",
      reason: "AWS.Lambda.TooManyRequestsException",
      remedy: { do: "call", call: "begin", payload: journey },
    });
  });

  it.each([
    ["an event of somebody else", { ...statusChange, source: "aws.ec2" }],
    ["half a journey", { customer: "ann", campaign: "win-back" }],
    ["null", null],
    ["no JSON", "{"],
  ])("%s is for a person", (_what, body) => {
    expect(look("calls", body).remedy.do).toBe("look");
  });
});

it("a reason is one line without addresses, however long", () => {
  const message = `to ana@mail.example:\n  ${"x ".repeat(400)}`;
  const { reason } = look("send", setAside("send", "{}", { name: "Error", message }));
  expect(reason).toMatch(/^Error: to \[address\]: x x/);
  expect(reason.length).toBeLessThanOrEqual(300);
});

it("functions are known by name, whatever stands behind it", () => {
  const call = failedCall(OUTPUTS.FinishFunction, {});
  call.requestContext.functionArn = arnOf(OUTPUTS.FinishFunction);
  expect(look("calls", call).kind).toBe("call of finish");
});

import { describe, expect, it } from "vitest";
import { QUEUE_NAMES, type QueueName } from "../../lib/operate/dead-letters/queues.ts";
import { redrive } from "../../lib/operate/redrive.ts";
import { Interrupted } from "../../lib/operate/trouble.ts";
import { purchase } from "../support/events.ts";
import { batchInfo, failedCall, setAside } from "./dead-letters/given-letters.ts";
import { fakeClient } from "./fake-client.ts";
import { stored } from "./given-events.ts";
import { givenStack, OUTPUTS } from "./given-stack.ts";
import { AT_ONCE } from "./given-time.ts";

interface Lying {
  id: string;
  body: unknown;
  isHidden: boolean;
}

/** Dead-letter queues with messages in them, and functions that take what they are given, or fail. */
function given(
  letters: Partial<Record<QueueName, unknown[]>>,
  functions: (name: string, payload: never) => unknown = () => null,
) {
  const urls: Record<QueueName, string> = {
    send: OUTPUTS.SendDeadLettersUrl,
    records: OUTPUTS.RecordDeadLettersUrl,
    calls: OUTPUTS.CallDeadLettersUrl,
  };
  const lying = new Map<string, Lying[]>(
    QUEUE_NAMES.map((queue) => [
      urls[queue],
      (letters[queue] ?? []).map((body, index) => ({ id: `${queue}-${index}`, body, isHidden: false })),
    ]),
  );
  const of = (url: string): Lying[] => lying.get(url) ?? [];
  const sent: string[] = [];
  const queues = fakeClient({
    ReceiveMessageCommand: ({ QueueUrl }) => {
      const some = of(QueueUrl)
        .filter(({ isHidden }) => !isHidden)
        .slice(0, 10);
      for (const one of some) one.isHidden = true;
      return {
        Messages: some.map(({ id, body }) => ({
          MessageId: id,
          ReceiptHandle: id,
          Body: typeof body === "string" ? body : JSON.stringify(body),
          Attributes: { SentTimestamp: "1000" },
        })),
      };
    },
    DeleteMessageCommand: ({ QueueUrl, ReceiptHandle }) => {
      lying.set(
        QueueUrl,
        of(QueueUrl).filter(({ id }) => id !== ReceiptHandle),
      );
    },
    ChangeMessageVisibilityBatchCommand: ({ QueueUrl, Entries }) => {
      for (const { ReceiptHandle } of Entries) {
        const one = of(QueueUrl).find(({ id }) => id === ReceiptHandle);
        if (one !== undefined) one.isHidden = false;
      }
    },
    SendMessageCommand: ({ MessageBody }) => void sent.push(MessageBody),
  });
  const called: { name: string; payload: unknown }[] = [];
  const lambda = fakeClient({
    InvokeCommand: ({ FunctionName, Payload }) => {
      const payload = JSON.parse(Payload);
      called.push({ name: FunctionName, payload });
      const answer = functions(FunctionName, payload as never);
      const failed = answer instanceof Error;
      const said = failed ? { errorType: "Error", errorMessage: answer.message } : answer;
      return { Payload: Buffer.from(JSON.stringify(said)), ...(failed ? { FunctionError: "Unhandled" } : {}) };
    },
  });
  const deps = { stack: givenStack(), clients: { queues, functions: lambda }, pace: AT_ONCE };
  const left = () => [...lying.values()].flat().map(({ id }) => id);
  const hidden = () => [...lying.values()].flat().filter(({ isHidden }) => isHidden);
  return { deps, sent, called, left, hidden };
}

const ALL = { queues: QUEUE_NAMES, go: false, discard: false, show: false } as const;
const message = (n: number) => JSON.stringify({ token: `t-${n}`, enrollment: "e", due: "2026-11-14T00:00Z", n });
const record = {
  eventName: "INSERT",
  dynamodb: { SequenceNumber: "42", NewImage: stored(purchase("ann")).attributes },
};

describe("redrive", () => {
  it("tells what lies in the queues by reason, and leaves it there for others to see", async () => {
    const letters = {
      send: Array.from({ length: 23 }, (_, n) => message(n)),
      records: [
        setAside("enroll", record, { name: "Refused", message: "event order-1042: wrong" }),
        setAside("enroll", record, { name: "Refused", message: "event order-2077: wrong" }),
        batchInfo(OUTPUTS.EnrollFunction),
        batchInfo(OUTPUTS.EnrollFunction),
      ],
    };
    const { deps, left, hidden } = given(letters);
    const { groups, isPartial } = await redrive(deps, ALL);
    expect(isPartial).toBe(false);
    expect(groups.map(({ queue, count, remedy }) => [queue, count, remedy])).toEqual([
      ["send", 23, "send again"],
      ["records", 2, "enroll"],
      ["records", 2, "replay"],
    ]);
    expect(groups[1]?.reason).toBe("Refused: event …: wrong");
    expect(groups[2]?.span).toEqual({ from: "2026-11-14T00:13:19Z", to: "2026-11-14T00:15:00Z", events: 200 });
    expect(groups.every(({ bodies }) => bodies === undefined)).toBe(true);
    expect(left()).toHaveLength(27);
    expect(hidden()).toEqual([]);
  });

  it("puts everything back the way it came, and removes it then", async () => {
    const { deps, sent, called, left, hidden } = given({
      send: [message(1)],
      records: [setAside("enroll", record), setAside("ingest", {})],
      calls: [failedCall(OUTPUTS.FinishFunction, { detail: 1 })],
    });
    const { groups } = await redrive(deps, { ...ALL, go: true });
    expect(groups.map(({ taken }) => taken)).toEqual([1, 1, 0, 1]);
    expect(sent).toEqual([message(1)]);
    expect(called).toEqual([
      { name: OUTPUTS.EnrollFunction, payload: { Records: [record] } },
      { name: OUTPUTS.FinishFunction, payload: { detail: 1 } },
    ]);
    expect(left()).toEqual(["records-1"]);
    expect(hidden()).toEqual([]);
  });

  it("keeps what fails again, with the function's words", async () => {
    const failing = () => new Error("still wrong for ana@mail.example");
    const { deps, left, hidden } = given(
      { records: [setAside("enroll", record)], calls: [failedCall(OUTPUTS.BeginFunction, {})] },
      failing,
    );
    const { groups } = await redrive(deps, { ...ALL, go: true });
    expect(groups.map(({ taken, failed }) => [taken, failed])).toEqual([
      [0, { "Error: still wrong for [address]": 1 }],
      [0, { "Error: still wrong for [address]": 1 }],
    ]);
    expect(left()).toEqual(["records-0", "calls-0"]);
    expect(hidden()).toEqual([]);
  });

  it("keeps an event that enroll wants to be tried again", async () => {
    const { deps, left } = given({ records: [setAside("enroll", record)] }, () => ({
      batchItemFailures: [{ itemIdentifier: "42" }],
    }));
    const { groups } = await redrive(deps, { ...ALL, go: true });
    expect(groups[0]?.failed).toEqual({ "enroll wants it to be tried again later": 1 });
    expect(left()).toEqual(["records-0"]);
  });

  it("discards what no command can put back, and nothing else", async () => {
    const { deps, sent, left } = given({
      send: [message(1)],
      records: [batchInfo(OUTPUTS.EnrollFunction), setAside("tally", {})],
    });
    const { groups } = await redrive(deps, { ...ALL, discard: true });
    expect(groups.map(({ discarded }) => discarded)).toEqual([0, 1, 1]);
    expect(left()).toEqual(["send-0"]);
    expect(sent).toEqual([]);
  });

  it("discards by words of the reason what would fail for ever", async () => {
    const { deps, called, left } = given({
      records: [
        setAside("enroll", record, { name: "Refused", message: "total wants a number" }),
        setAside("enroll", record, { name: "Refused", message: "at is missing" }),
        setAside("tally", {}),
      ],
    });
    await redrive(deps, { ...ALL, discard: "Wants a NUMBER" });
    expect(left()).toEqual(["records-1", "records-2"]);
    expect(called).toEqual([]);
  });

  it("looks only into the queue that is named, and prints messages only when asked", async () => {
    const { deps } = given({ send: [message(1)], calls: [failedCall(OUTPUTS.BeginFunction, { customer: "ann" })] });
    const { groups } = await redrive(deps, { ...ALL, queues: ["calls"], show: true });
    expect(groups.map(({ queue }) => queue)).toEqual(["calls"]);
    expect(groups[0]?.bodies?.[0]).toContain("ann");
  });

  it("shows the rest to others again when it is stopped", async () => {
    const { deps, left, hidden, sent } = given({ send: Array.from({ length: 30 }, (_, n) => message(n)) });
    let allowed = 12;
    const pace = async (): Promise<void> => {
      if (allowed-- <= 0) throw new Interrupted("stopped");
    };
    const { groups, isInterrupted } = await redrive({ ...deps, pace }, { ...ALL, go: true });
    expect(isInterrupted).toBe(true);
    expect(groups[0]?.taken).toBe(12);
    expect(sent).toHaveLength(12);
    expect(left()).toHaveLength(18);
    expect(hidden()).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "../../../lib/aws/errors.ts";
import { queueHandler, streamHandler } from "../../../lib/aws/lambda/records.ts";
import { NotSent } from "../../../lib/journey/ports.ts";
import { catchOutput, context, givenLetters, type Output } from "../support/invocation.ts";
import { inserted, queued } from "../support/records.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

const throttled = () => Object.assign(new Error("slow down"), { name: "ThrottlingException" });
const broken = () => new TypeError("undefined is not a function");

/** What each record throws, by its name, try by try; nothing, or an empty place, means that it is done. */
type Course = Record<string, (() => unknown)[]>;

function given(course: Course = {}) {
  const { deadLetters, letters } = givenLetters();
  const tries: string[] = [];
  const done: string[] = [];
  const pauses: [string, number][] = [];
  const redelivery = { putOff: async (...pause: [string, number]) => void pauses.push(pause) };
  async function take(name: string): Promise<void> {
    const before = tries.filter((one) => one === name).length;
    tries.push(name);
    const fails = course[name]?.[before];
    if (fails !== undefined) throw fails();
    done.push(name);
  }
  const stream = streamHandler(
    "enroll",
    () => ({ deadLetters }),
    async (_needs, { dynamodb }) => take(String(dynamodb?.NewImage?.name?.S)),
  );
  const queue = queueHandler(
    "send",
    () => ({ deadLetters, redelivery }),
    async (_needs, body) => take((body as { name: string }).name),
  );
  return {
    letters,
    tries,
    done,
    pauses,
    redelivery,
    stream: (names: string[], about = context()) =>
      stream({ Records: names.map((name) => inserted({ name }, `seq-${name}`)) }, about),
    queue: (names: string[], about = context(), attributes = {}) =>
      queue({ Records: names.map((name) => queued({ name }, `id-${name}`, attributes)) }, about),
  };
}

const always = (fails: () => unknown) => [fails, fails, fails, fails];
const failed = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe.each(["stream", "queue"] as const)("a batch of a %s", (source) => {
  it("is taken in its order", async () => {
    const batch = given();
    expect(await batch[source](["a", "b", "c"])).toEqual(failed());
    expect(batch.done).toEqual(["a", "b", "c"]);
    expect(batch.letters).toEqual([]);
  });

  it("goes on behind a record that was refused: it is set aside at once, with its reason", async () => {
    const batch = given({ b: always(() => new Refused("b is no event")) });
    expect(await batch[source](["a", "b", "c"])).toEqual(failed());
    expect(batch.done).toEqual(["a", "c"]);
    expect(batch.tries).toEqual(["a", "b", "c"]);
    expect(batch.letters).toHaveLength(1);
    expect(batch.letters[0]).toMatchObject({ why: { name: "Refused", message: "b is no event" } });
    expect(JSON.stringify(batch.letters[0]?.body)).toContain("b");
    expect(output.metrics()).toMatchObject({ SetAside: 1 });
    expect(output.lines()).toEqual([
      expect.objectContaining({ level: "ERROR", message: "a record was set aside", error: "Refused" }),
    ]);
  });

  it("goes on behind a record that fails three times for a reason of its own", async () => {
    const batch = given({ a: always(broken) });
    expect(await batch[source](["a", "b"])).toEqual(failed());
    expect(batch.tries).toEqual(["a", "a", "a", "b"]);
    expect(batch.letters).toMatchObject([{ why: { name: "TypeError" } }]);
  });

  it("has what works at the second try", async () => {
    const batch = given({ a: [broken], b: [throttled] });
    expect(await batch[source](["a", "b"])).toEqual(failed());
    expect(batch.done).toEqual(["a", "b"]);
    expect(batch.letters).toEqual([]);
  });

  it("keeps a record that could not be set aside", async () => {
    const batch = given({ b: always(() => new Refused("no")) });
    Object.assign(batch.letters, {
      push: () => {
        throw throttled();
      },
    });
    expect((await batch[source](["a", "b"])).batchItemFailures).toHaveLength(1);
  });

  it("begins nothing that it has no time for, and hands it back", async () => {
    const batch = given();
    let left = 14_000;
    const about = context(() => (left -= 3_500));
    expect(await batch[source](["a", "b", "c", "d"], about)).toEqual(
      failed(...(source === "stream" ? ["seq-c", "seq-d"] : ["id-c", "id-d"])),
    );
    expect(batch.done).toEqual(["a", "b"]);
  });

  it("takes its first record however little time there is", async () => {
    const batch = given();
    await batch[source](
      ["a", "b"],
      context(() => 10),
    );
    expect(batch.done).toEqual(["a"]);
  });
});

describe("a batch of a stream", () => {
  it("waits behind a record that AWS would not take: all of them come again in their order", async () => {
    const batch = given({ b: always(throttled) });
    expect(await batch.stream(["a", "b", "c"])).toEqual(failed("seq-b", "seq-c"));
    expect(batch.tries).toEqual(["a", "b", "b", "b"]);
    expect(batch.letters).toEqual([]);
  });

  it("fails whole when that is the first one", async () => {
    const batch = given({ a: always(throttled) });
    await expect(batch.stream(["a", "b"])).rejects.toMatchObject({ name: "FullBatchFailureError" });
    expect(batch.done).toEqual([]);
    expect(output.lines().map(({ level, message, reason }) => [level, message, reason])).toEqual([
      ["WARN", "a record will be tried again", "slow down"],
      ["ERROR", "the invocation failed", expect.any(String)],
    ]);
  });

  it("is refused when a failure in it could not be named", async () => {
    const handler = streamHandler(
      "enroll",
      () => givenLetters(),
      async () => {},
    );
    const { SequenceNumber, ...dynamodb } = inserted({}).dynamodb ?? {};
    await expect(handler({ Records: [inserted({}), { eventName: "INSERT", dynamodb }] }, context())).rejects.toThrow(
      /no dynamodb.SequenceNumber/,
    );
  });
});

describe("a batch of a queue", () => {
  it("goes on behind a message that AWS would not take: only that one comes again", async () => {
    const batch = given({ a: always(throttled) });
    expect(await batch.queue(["a", "b"])).toEqual(failed("id-a"));
    expect(batch.done).toEqual(["b"]);
  });

  it("does not fail as a whole when all of it must come again", async () => {
    const batch = given({ a: always(throttled), b: always(throttled) });
    expect(await batch.queue(["a", "b"])).toEqual(failed("id-a", "id-b"));
  });

  it("tries what makes sense only later not at once", async () => {
    const batch = given({ a: always(() => new NotSent("too fast", false)) });
    expect(await batch.queue(["a"])).toEqual(failed("id-a"));
    expect(batch.tries).toEqual(["a"]);
  });

  it("puts off what must come again, the longer the more often it came, and nothing else", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const batch = given({ a: always(() => new NotSent("too fast", false)), b: always(() => new Refused("no")) });
    await batch.queue(["a", "b", "c"]);
    await batch.queue(["a"], context(), { received: 9 });
    expect(batch.pauses).toEqual([
      ["receipt-id-a", 2],
      ["receipt-id-a", 512],
    ]);
    expect(output.metrics()).not.toHaveProperty("MessagesOverdue");
  });

  it("counts what has waited for more than an hour: its queue does not tell", async () => {
    const batch = given({ a: always(() => new NotSent("paused", false)) });
    await batch.queue(["a", "b"], context(), { received: 13, sent: Date.now() - 3_700_000 });
    expect(output.metrics()).toEqual({ MessagesOverdue: 1 });
  });

  it("lets a message that could not be put off come when its queue says", async () => {
    const batch = given({ a: always(() => new NotSent("too fast", false)) });
    batch.redelivery.putOff = () => Promise.reject(throttled());
    expect(await batch.queue(["a", "b"])).toEqual(failed("id-a"));
    expect(batch.done).toEqual(["b"]);
    expect(output.lines().map(({ message }) => message)).toEqual([
      "a record will be tried again",
      "a message could not be put off",
    ]);
  });

  it("sets aside what is not JSON, without quoting it in the reason", async () => {
    const { deadLetters, letters } = givenLetters();
    const handler = queueHandler(
      "send",
      () => ({ deadLetters, redelivery: { putOff: async () => {} } }),
      async () => {},
    );
    expect(await handler({ Records: [queued("{ ann@mail.example")] }, context())).toEqual(failed());
    expect(letters).toMatchObject([{ from: "send", body: "{ ann@mail.example", why: { name: "Refused" } }]);
    expect(String(letters[0]?.why)).not.toContain("ann");
    expect(output.text()).not.toContain("ann");
  });
});

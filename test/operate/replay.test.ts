import { describe, expect, it } from "vitest";
import { toRecord } from "../../lib/operate/events/stream-batch.ts";
import { CallFailed } from "../../lib/operate/functions.ts";
import { type ReplayDeps, type ReplayState, replay } from "../../lib/operate/replay.ts";
import { Interrupted } from "../../lib/operate/trouble.ts";
import { DAY, happened, purchase, START } from "../support/events.ts";
import { givenCheckpoint } from "./given-checkpoint.ts";
import { givenEvents, stored } from "./given-events.ts";
import { AT_ONCE, givenTime } from "./given-time.ts";

type GivenCheckpoint = ReturnType<typeof givenCheckpoint<ReplayState>>;

/** 20 customers with three events each. */
const EVENTS = Array.from({ length: 20 }, (_, i) => {
  const customer = `c-${String(i).padStart(2, "0")}`;
  return [
    purchase(customer, { id: "a", at: START + DAY }),
    happened("delivered", customer, { id: "b", at: START + 2 * DAY }),
    purchase(customer, { id: "c", at: START }),
  ];
}).flat();

function given(changes: Partial<Omit<ReplayDeps, "checkpoint">> & { checkpoint?: GivenCheckpoint } = {}) {
  const batches: string[][] = [];
  const time = givenTime();
  const deps = {
    events: givenEvents(EVENTS, 7),
    enroll: async (records: Parameters<ReplayDeps["enroll"]>[0]): Promise<string[]> => {
      batches.push(records.map(({ dynamodb }) => nameOf(dynamodb.NewImage)));
      return [];
    },
    pace: AT_ONCE,
    time,
    checkpoint: givenCheckpoint<ReplayState>(),
    ...changes,
  };
  return { deps, batches, time };
}

function nameOf(image: object): string {
  const { customerId, eventId } = image as { customerId: { S: string }; eventId: { S: string } };
  return `${customerId.S} ${eventId.S}`;
}

describe("a replay", () => {
  it("hands over every event once, in batches, each customer's in the order in which they happened", async () => {
    const { deps, batches } = given();
    const replayed = await replay(deps, {}, true);
    expect(replayed).toEqual({
      read: 60,
      events: 60,
      customers: 20,
      byType: { purchase: 40, delivered: 20 },
      isInterrupted: false,
    });
    expect(batches.flat()).toHaveLength(60);
    expect(new Set(batches.flat()).size).toBe(60);
    expect(batches.flat().slice(0, 4)).toEqual(["c-00 c", "c-00 a", "c-00 b", "c-01 c"]);
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(25);
    expect(await deps.checkpoint.load()).toBeUndefined();
  });

  it("counts and does nothing when it is dry", async () => {
    const { deps, batches } = given();
    expect(await replay(deps, {}, false)).toMatchObject({ events: 60, customers: 20 });
    expect(batches).toEqual([]);
    expect(deps.checkpoint.saves).toBe(0);
  });

  it("takes what happened in a span, its ends included, and leaves out what does not say when", async () => {
    const events = [...EVENTS, { customerId: "x", eventId: "1", type: "purchase" }];
    const { deps, batches } = given({ events: givenEvents(events) });
    const replayed = await replay(deps, { from: START + DAY, to: START + 2 * DAY }, true);
    expect(replayed).toMatchObject({ read: 61, events: 40, customers: 20 });
    expect(batches.flat().every((name) => /[ab]$/.test(name))).toBe(true);
  });

  it("takes one customer without reading the others", async () => {
    const { deps, batches } = given();
    expect(await replay(deps, { customer: "c-07" }, true)).toMatchObject({ read: 3, events: 3, customers: 1 });
    expect(batches).toEqual([["c-07 c", "c-07 a", "c-07 b"]]);
    expect((deps.events as ReturnType<typeof givenEvents>).scannedFrom).toEqual([]);
  });

  it("goes on where it was stopped, and hands over nothing less", async () => {
    const events = givenEvents(EVENTS, 7);
    const checkpoint = givenCheckpoint<ReplayState>();
    let allowed = 2;
    const pace = async (): Promise<void> => {
      if (allowed-- === 0) throw new Interrupted("stopped");
    };
    const first = given({ events, checkpoint, pace });
    const stopped = await replay(first.deps, {}, true);
    expect(stopped.isInterrupted).toBe(true);
    expect(stopped.events).toBeLessThan(60);
    const second = given({ events, checkpoint });
    expect(await replay(second.deps, {}, true)).toMatchObject({ read: 60, events: 60, isInterrupted: false });
    expect(new Set([...first.batches, ...second.batches].flat()).size).toBe(60);
    expect(second.batches.flat().length).toBeLessThan(60);
    expect(events.scannedFrom[1]).toBeDefined();
  });

  it("gives what came back another try after a while, and that alone", async () => {
    const tried: string[][] = [];
    const { deps, time } = given({
      enroll: async (records) => {
        tried.push(records.map(({ dynamodb }) => dynamodb.SequenceNumber));
        return tried.length === 1 ? ["1", "2"] : [];
      },
    });
    await replay(deps, { customer: "c-01" }, true);
    expect(tried).toEqual([
      ["0", "1", "2"],
      ["1", "2"],
    ]);
    expect(time.slept).toEqual([1000]);
  });

  it("gives up with the function's own words, and says how to go on", async () => {
    const { deps } = given({
      enroll: async () => {
        throw new CallFailed("ThrottlingException: too much");
      },
    });
    await expect(replay(deps, {}, true)).rejects.toThrow(
      /could not take 25 events in 6 tries: ThrottlingException: too much.*checkpoint\.json: run the same command again/,
    );
  });
});

it("a replayed event looks like one that comes from the stream", () => {
  expect(toRecord(stored(purchase("ann", { id: "1" })), 3)).toMatchObject({
    eventName: "INSERT",
    dynamodb: {
      SequenceNumber: "3",
      NewImage: { customerId: { S: "ann" }, eventId: { S: "1" }, order: { M: { total: { N: "30" } } } },
    },
  });
});

import { describe, expect, test } from "vitest";
import { MOST_RETRIES } from "../../lib/compiler/builder.ts";
import type { CallRecord } from "../../lib/journey/advocacy/records.ts";
import { keys } from "../../lib/journey/keys.ts";
import { Unreachable, Untold } from "../../lib/journey/outside.ts";
import { type Calling, callId, calling, MOST_TRIES } from "../../lib/journey/steps/calling.ts";
import { TransactionRefused } from "../../lib/store/table.ts";
import { givenDoubles } from "../support/doubles.ts";
import { DAY, MINUTE, START } from "../support/events.ts";

const REQUEST = {
  do: "webhook",
  customer: "ann",
  campaign: "rescue",
  enrollment: "e1",
  version: "1",
  step: "crm-1",
  since: new Date(START).toISOString(),
};
const KEY = keys.call("ann", "e1", "crm-1");
const JOURNEY = keys.enrollment("ann", "rescue");

type Outcome = number | Error | (() => Promise<number>);

/** A call whose tries come to these outcomes, the last one for ever. */
async function given(...outcomes: Outcome[]) {
  const doubles = givenDoubles();
  const { deps } = doubles;
  await deps.table.write({ put: { ...JOURNEY, id: "e1", status: "running" } });
  const said: unknown[] = [];
  let asked = 0;
  const how: Calling = {
    about: { kind: "webhook", to: "crm" },
    body: () => ({ n: ++asked }),
    async call(body) {
      said.push(body);
      const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
      if (outcome instanceof Error) throw outcome;
      return typeof outcome === "function" ? outcome() : (outcome ?? 200);
    },
  };
  return {
    ...doubles,
    said,
    how,
    makes: (changes: Partial<Calling> = {}) => calling(deps, REQUEST, { ...how, ...changes }),
    record: async () => (await deps.table.get(KEY)) as unknown as CallRecord | undefined,
  };
}

describe("a call", () => {
  test("that is taken is done, and is not made again", async () => {
    const { makes, said, record } = await given(204);
    expect(await makes()).toBe("done");
    expect(await makes()).toBe("done");
    expect(said).toEqual([{ n: 1 }]);
    expect(await record()).toEqual({
      ...KEY,
      kind: "webhook",
      to: "crm",
      campaign: "rescue",
      enrollment: "e1",
      step: "crm-1",
      state: "done",
      tries: 1,
      status: 204,
      at: START,
      expires: (START + 400 * DAY) / 1000,
    });
  });

  test("is kept as long as shop.json keeps messages, from its first try on, whatever becomes of it", async () => {
    const { deps, makes, clock, record } = await given(503, 200);
    deps.shop = { ...deps.shop, keep: { messages: "100 days" } };
    const expires = (START + 100 * DAY) / 1000;
    await expect(makes()).rejects.toThrow("503");
    expect(await record()).toMatchObject({ state: "trying", body: { n: 1 }, expires });
    clock.now += MINUTE;
    await makes();
    expect(await record()).toMatchObject({ state: "done", expires });
  });

  test.each([301, 308, 400, 401, 404, 410, 422])(
    "that is answered with %d is refused, and the journey goes on",
    async (status) => {
      const { makes, said, record } = await given(status);
      expect(await makes()).toBe("refused");
      expect(await makes()).toBe("refused");
      expect(said).toHaveLength(1);
      expect(await record()).toMatchObject({ state: "refused", status });
    },
  );

  test.each([408, 425, 429, 500, 502, 503, 599])("that is answered with %d is tried again", async (status) => {
    const { makes, clock, record } = await given(status, 200);
    await expect(makes()).rejects.toMatchObject({ name: "NotAnswered", message: `webhook of step crm-1: ${status}` });
    expect(await record()).toMatchObject({ state: "trying", tries: 1, status });
    clock.now += MINUTE;
    expect(await makes()).toBe("done");
    expect(await record()).toMatchObject({ state: "done", tries: 2, status: 200, at: START + MINUTE });
  });

  test("says the same at every try, and what it says is not kept afterwards", async () => {
    const { makes, said, record } = await given(new Unreachable("ECONNRESET"), 503, 200);
    await expect(makes()).rejects.toThrow("ECONNRESET");
    await expect(makes()).rejects.toThrow("503");
    expect(await record()).toHaveProperty("body", { n: 1 });
    await makes();
    expect(said).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
    expect(await record()).not.toHaveProperty("body");
  });

  test("to where nobody may be called is refused at once", async () => {
    const { makes, record, log } = await given(new Unreachable("10.0.0.1 is no public address", true));
    expect(await makes()).toBe("refused");
    expect(await record()).toMatchObject({ state: "refused", tries: 1 });
    expect(log).toEqual(["a webhook was not taken"]);
  });

  test("that nobody takes is given up, and the journey goes on", async () => {
    const { makes, said, record } = await given(new Unreachable("ETIMEDOUT"));
    for (let n = 1; n < MOST_TRIES; n++) await expect(makes()).rejects.toMatchObject({ name: "NotAnswered" });
    expect(await makes()).toBe("given up");
    expect(await makes()).toBe("given up");
    expect(said).toHaveLength(MOST_TRIES);
    expect(await record()).toMatchObject({ state: "given up", tries: MOST_TRIES });
  });

  test("is given up well before the machine gives its journey up", () => {
    // A state's first try is no retry; the rest is for troubles of AWS's, which are not counted here.
    expect(MOST_RETRIES + 1 - MOST_TRIES).toBeGreaterThanOrEqual(3);
  });

  test("that was cut off counts as a try", async () => {
    const { makes, record } = await given(new TypeError("killed"), 200);
    await expect(makes()).rejects.toThrow("killed");
    expect(await makes()).toBe("done");
    expect(await record()).toMatchObject({ tries: 2 });
  });

  test("remembers who was told already", async () => {
    const { makes, record } = await given(200);
    await expect(makes({ call: () => Promise.reject(new Untold("Slack: 503", ["topic"])) })).rejects.toThrow();
    expect(await record()).toMatchObject({ state: "trying", told: ["topic"] });
    let known: unknown;
    await makes({
      async call(_body, { told }) {
        known = told;
        return 200;
      },
    });
    expect(known).toEqual(["topic"]);
    expect(await record()).not.toHaveProperty("told");
  });

  test("has one name for all its tries, which can stand in a header and in what is signed", () => {
    expect(callId(REQUEST)).toBe("e1_crm-1");
    expect(callId(REQUEST)).not.toContain(".");
  });
});

describe("two tries at a time", () => {
  /** The outer try is under way while the inner one runs from its beginning to its end. */
  async function overlapping(outer: number, inner: number) {
    const shop = await given(200);
    const { makes } = shop;
    const within = async () => {
      await makes({ call: async () => inner }).catch(() => {});
      return outer;
    };
    const outcome = await makes({ call: within }).catch((error: Error) => error.name);
    return { outcome, record: await shop.record() };
  }

  test("that both are taken are one", async () => {
    expect(await overlapping(200, 200)).toMatchObject({ outcome: "done", record: { state: "done", tries: 2 } });
  });

  test("do not take back that one was taken", async () => {
    expect(await overlapping(500, 200)).toMatchObject({ outcome: "done", record: { state: "done" } });
    expect(await overlapping(404, 200)).toMatchObject({ outcome: "done", record: { state: "done" } });
  });

  test("are taken when one of them was", async () => {
    expect(await overlapping(200, 404)).toMatchObject({ outcome: "done", record: { state: "done", status: 200 } });
    expect(await overlapping(200, 500)).toMatchObject({ outcome: "done", record: { state: "done" } });
  });

  test("begin as one: the second says what the first says", async () => {
    const { deps, makes, said, how } = await given(200);
    const body = async () => {
      await makes();
      return { n: "another" };
    };
    expect(await calling(deps, REQUEST, { ...how, body })).toBe("done");
    expect(said).toEqual([{ n: 1 }]);
  });
});

test("nothing is told, and nothing kept, of a journey that ends, or whose customer is erased, just before", async () => {
  const { deps, makes, said, record } = await given(200);
  await deps.table.write({ update: JOURNEY, set: { status: "ended" } });
  await expect(makes()).rejects.toThrow("the journey of step crm-1 ended in this moment");
  await deps.table.write({ delete: JOURNEY });
  await expect(makes()).rejects.toThrow("the journey of step crm-1 ended in this moment");
  expect(said).toEqual([]);
  expect(await record()).toBeUndefined();
});

test("a call is made although the journey's record is written to at the same moment", async () => {
  const { deps, makes } = await given(200);
  const { transact } = deps.table;
  let inTheWay = 3;
  deps.table = {
    ...deps.table,
    async transact(actions) {
      if (inTheWay-- > 0) throw new TransactionRefused([]);
      await transact(actions);
    },
  };
  expect(await makes()).toBe("done");
  inTheWay = 1_000;
  await deps.table.write({ delete: KEY });
  await expect(makes()).rejects.toThrow("in the way 20 times in a row");
});

test("a customer who is erased during a call is not brought back by it", async () => {
  const { deps, makes, record } = await given(200);
  const erased = (status: number) => async () => {
    await deps.table.write({ delete: KEY });
    return status;
  };
  expect(await makes({ call: erased(200) })).toBe("given up");
  expect(await record()).toBeUndefined();
  expect(await makes({ call: erased(500) })).toBe("given up");
  expect(await record()).toBeUndefined();
});

import { describe, expect, it } from "vitest";
import { awaitTarget } from "../../lib/journey/await.ts";
import { engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { forget } from "../../lib/journey/forget.ts";
import { partitionOf } from "../../lib/journey/keys.ts";
import { send } from "../../lib/journey/send.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { HOUR, happened, purchase, START } from "../support/events.ts";
import { awaitFor, messageFor } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

async function givenAnn(): Promise<Doubles> {
  const doubles = givenDoubles({ campaigns: [givenCampaign({ ...TWO_MAILS, stop: [{ on: "return" }] })] });
  await enroll(doubles.deps, purchase("ann", { order: { total: 30 } }));
  return doubles;
}

const waitsOf = (record: object): string[] => Object.keys(record).filter((name) => name.startsWith("wait#"));
const delivered = (id: string, at = START, data = {}) => happened("delivery", "ann", { id, at, data });

describe("a wait for an event", () => {
  it("is answered by the event, and taken off", async () => {
    const ann = await givenAnn();
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }));
    expect(ann.answers.size).toBe(0);
    expect((await enroll(ann.deps, delivered("d-1"))).woken).toBe(1);
    expect([...ann.answers]).toEqual([["token-wait", "ok"]]);
    expect(waitsOf(await recordsOf(ann.deps.table).profile("ann"))).toEqual([]);
  });

  it("is answered again by a replay, whose first try may have been cut off", async () => {
    const ann = await givenAnn();
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }));
    const { succeed } = ann.deps.tokens;
    ann.deps.tokens.succeed = async () => {
      throw new Error("throttled");
    };
    await expect(enroll(ann.deps, delivered("d-1"))).rejects.toThrow("throttled");
    ann.deps.tokens.succeed = succeed;
    expect(await enroll(ann.deps, delivered("d-1"))).toMatchObject({ applied: false, woken: 1 });
    expect(ann.answers.get("token-wait")).toBe("ok");
  });

  it("is answered at once by an event seen since its state was entered, not by one from before", async () => {
    const ann = await givenAnn();
    await enroll(ann.deps, delivered("d-1"));
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }, { since: new Date(START + 1).toISOString() }));
    expect(ann.answers.size).toBe(0);
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }, { token: "token-2" }));
    expect([...ann.answers.keys()]).toEqual(["token-2"]);
  });

  it("takes an event that happened earlier and is heard of now for news", async () => {
    const ann = await givenAnn();
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }));
    await enroll(ann.deps, delivered("d-1", START - HOUR));
    expect(ann.answers.size).toBe(1);
  });

  it("looks at the event that came and at the order that started the journey", async () => {
    const ann = await givenAnn();
    const target = { on: "delivery", if: { "event.parcels": 2, "order.total": 30 } };
    await awaitTarget(ann.deps, awaitFor("ann", target));
    await enroll(ann.deps, delivered("d-1", START, { parcels: 1 }));
    expect(ann.answers.size).toBe(0);
    await enroll(ann.deps, delivered("d-2", START, { parcels: 2 }));
    expect(ann.answers.size).toBe(1);
  });

  it("is not answered by the event that started the journey", async () => {
    const ann = await givenAnn();
    await awaitTarget(ann.deps, awaitFor("ann", { on: "purchase" }));
    expect(ann.answers.size).toBe(0);
    await enroll(ann.deps, purchase("ann", { at: START + 1 }));
    expect(ann.answers.size).toBe(1);
  });

  it("is forgotten once its deadline has passed", async () => {
    const ann = await givenAnn();
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }));
    ann.clock.now = START + HOUR + 1;
    await enroll(ann.deps, happened("visit", "ann", { at: ann.clock.now }));
    expect(waitsOf(await recordsOf(ann.deps.table).profile("ann"))).toEqual([]);
    await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }));
    expect(waitsOf(await recordsOf(ann.deps.table).profile("ann"))).toEqual([]);
  });
});

describe("a wait for a reaction", () => {
  const target = { fact: "opened", message: "hello" } as const;

  it("is answered by the reaction or by one that proves it, and taken off", async () => {
    const ann = await givenAnn();
    const message = messageFor("ann");
    await send(ann.deps, message);
    await awaitTarget(ann.deps, awaitFor("ann", target));
    await engage(ann.deps, { fact: "delivered", message, at: START + 1 });
    expect(ann.answers.has("token-wait")).toBe(false);
    await engage(ann.deps, { fact: "clicked", message, at: START + 2 });
    expect(ann.answers.get("token-wait")).toBe("ok");
    const [entry] = await recordsOf(ann.deps.table).sends("ann");
    expect(entry).toMatchObject({ delivered: START + 1, opened: START + 2, clicked: START + 2 });
    expect(waitsOf(entry ?? {})).toEqual([]);
  });

  it("is answered at once when it happened before", async () => {
    const ann = await givenAnn();
    const message = messageFor("ann");
    await send(ann.deps, message);
    await engage(ann.deps, { fact: "opened", message, at: START + 1 });
    await awaitTarget(ann.deps, awaitFor("ann", target));
    expect(ann.answers.get("token-wait")).toBe("ok");
  });

  it("keeps waiting, for its state to time out, on a message that never was", async () => {
    const ann = await givenAnn();
    await awaitTarget(ann.deps, awaitFor("ann", target));
    expect(ann.answers.size).toBe(0);
    expect(await recordsOf(ann.deps.table).sends("ann")).toEqual([]);
  });

  it("is not lost to an older token of the same step", async () => {
    const ann = await givenAnn();
    const message = messageFor("ann");
    await send(ann.deps, message);
    await awaitTarget(ann.deps, awaitFor("ann", target, { token: "fresh" }));
    await awaitTarget(ann.deps, awaitFor("ann", target, { token: "stale" }));
    await engage(ann.deps, { fact: "opened", message, at: START + 1 });
    expect(ann.answers.get("fresh")).toBe("ok");
  });
});

describe("a wait of a journey that has ended", () => {
  it("stops the execution, and registers nothing", async () => {
    const ann = await givenAnn();
    await enroll(ann.deps, happened("return", "ann", { at: START + 1 }));
    ann.stopped.length = 0;
    const request = awaitFor("ann", { on: "delivery" });
    await awaitTarget(ann.deps, request);
    expect(ann.stopped).toEqual([request.enrollment]);
    expect(waitsOf(await recordsOf(ann.deps.table).profile("ann"))).toEqual([]);
  });
});

describe("whoever is erased while they are woken", () => {
  const nothing = { of: async function* () {}, remove: async () => {} };

  it.each(["an event", "a reaction"])("is not made anew by the answer to their wait for %s", async (what) => {
    const ann = await givenAnn();
    await send(ann.deps, messageFor("ann"));
    await enroll(ann.deps, delivered("d-1"));
    ann.deps.tokens.succeed = async () => {
      await forget(ann.deps, "ann", nothing);
      return true;
    };
    const message = { customer: "ann", enrollment: messageFor("ann").enrollment, step: "hello" };
    if (what === "an event") await awaitTarget(ann.deps, awaitFor("ann", { on: "delivery" }));
    else {
      await awaitTarget(ann.deps, awaitFor("ann", { fact: "delivered", message: "hello" }));
      await engage(ann.deps, { fact: "delivered", message, at: START });
    }
    expect((await ann.deps.table.query(partitionOf("ann"), { prefix: "" })).items).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { suppress } from "../../../lib/journey/engage/bounces.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { SES_RATE } from "../../../lib/operate/suppression/ses-list.ts";
import { syncWithSes } from "../../../lib/operate/suppression/sync.ts";
import { addressesDouble } from "../../support/doubles.ts";
import { AT_ONCE, givenTime } from "../given-time.ts";
import { givenSes, LISTED_AT } from "./given-ses.ts";
import { givenCustomer, givenState, keptOf } from "./given-state.ts";

const PULL = { push: false, isDry: false };
const PUSH = { push: true, isDry: false };

async function given(listed: Parameters<typeof givenSes>[0] = {}, pace = AT_ONCE) {
  const state = givenState();
  const ses = givenSes(listed, pace);
  const deps = { table: state.table, addresses: addressesDouble, list: ses.list, book: state.book, pace: AT_ONCE };
  const suppressed = async (who: string, reason: string, source?: string) => {
    const why = { reason, at: 1, ...(source === undefined ? {} : { source }) };
    await suppress(state, addressesDouble.hash(`${who}@mail.example`), why);
  };
  return { ...state, ...ses, deps, suppressed };
}

describe("keeping in step with SES's list", () => {
  it("takes over all pages of it, with its reason and time, and changes nothing that was known", async () => {
    const { deps, table, suppressed } = await given({
      "ann@mail.example": "BOUNCE",
      "bob@mail.example": "COMPLAINT",
      "cy@mail.example": "BOUNCE",
    });
    await suppressed("ann", "bounced");
    const synced = await syncWithSes(deps, PULL);
    expect(synced).toEqual({
      listed: 3,
      suppressed: { taken: 2, known: 1 },
      reads: 3,
      writes: 2,
      isInterrupted: false,
    });
    expect(await keptOf(table, "Bob@mail.example")).toEqual({
      suppressed: { reason: "listed by SES", at: LISTED_AT, source: "COMPLAINT" },
    });
    expect(await keptOf(table, "ann@mail.example")).toEqual({ suppressed: { reason: "bounced", at: 1 } });
    expect((await syncWithSes(deps, PULL)).suppressed).toEqual({ taken: 0, known: 3 });
  });

  it("puts there what is suppressed here and a customer has, a complaint as one, and what is listed once only", async () => {
    const { deps, table, suppressed, all, ses } = await given({ "ann@mail.example": "BOUNCE" });
    for (const who of ["ann", "bob", "cy", "dan"]) await givenCustomer(table, who, `${who}@mail.example`);
    await givenCustomer(table, "eve", "Eve@bücher.example");
    await suppressed("ann", "bounced");
    await suppressed("bob", "complained");
    await suppressed("cy", "soft bounces");
    await suppressed("nobody", "bounced");
    await suppress({ table }, addressesDouble.hash("eve@bücher.example"), { reason: "asked by phone", at: 1 });
    expect((await syncWithSes(deps, PUSH)).pushed).toEqual({ added: 3, known: 1 });
    expect(Object.fromEntries(all)).toEqual({
      "ann@mail.example": "BOUNCE",
      "bob@mail.example": "COMPLAINT",
      "cy@mail.example": "BOUNCE",
      "Eve@xn--bcher-kva.example": "BOUNCE",
    });
    const puts = () => ses.asked.filter(({ name }) => name === "PutSuppressedDestinationCommand").length;
    expect((await syncWithSes(deps, PUSH)).pushed).toEqual({ added: 0, known: 4 });
    expect(puts()).toBe(3);
  });

  it("changes neither side in a dry run", async () => {
    const { deps, table, suppressed, all } = await given({ "ann@mail.example": "BOUNCE" });
    await givenCustomer(table, "bob", "bob@mail.example");
    await suppressed("bob", "bounced");
    const synced = await syncWithSes(deps, { push: true, isDry: true });
    expect(synced).toMatchObject({ suppressed: { taken: 1 }, pushed: { added: 1, known: 0 } });
    expect([...all.keys()]).toEqual(["ann@mail.example"]);
    expect(await keptOf(table, "ann@mail.example")).toBeUndefined();
  });

  it("asks SES once a second, which is what it takes, and stops between two requests", async () => {
    const time = givenTime();
    const stop = new AbortController();
    const sleep = async (milliseconds: number): Promise<void> => {
      await time.sleep(milliseconds);
      if (time.slept.length === 3) stop.abort();
    };
    const pace = createPace(SES_RATE, { now: time.now, sleep }, stop.signal);
    const { deps, table, suppressed, all } = await given({ "ann@mail.example": "BOUNCE" }, pace);
    for (const who of ["bob", "cy", "dan", "eve"]) {
      await givenCustomer(table, who, `${who}@mail.example`);
      await suppressed(who, "bounced");
    }
    const cut = await syncWithSes(deps, PUSH);
    expect(cut).toMatchObject({ isInterrupted: true, pushed: { added: 2 } });
    expect(time.slept).toEqual([1_000, 1_000, 1_000]);
    expect(all.size).toBe(3);
  });
});

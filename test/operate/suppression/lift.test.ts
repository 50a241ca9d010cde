import { describe, expect, it } from "vitest";
import { countSoftBounce, suppress } from "../../../lib/journey/engage/bounces.ts";
import { noteNo } from "../../../lib/journey/engage/no.ts";
import { findAddress } from "../../../lib/operate/suppression/find.ts";
import { lift } from "../../../lib/operate/suppression/lift.ts";
import { Trouble } from "../../../lib/operate/trouble.ts";
import { addressesDouble, givenDoubles } from "../../support/doubles.ts";
import { givenSes } from "./given-ses.ts";
import { givenCustomer, givenState, keptOf } from "./given-state.ts";

const ANN = "ann@mail.example";
const HASH = addressesDouble.hash(ANN);
const GO = { go: true, complaint: false, ses: false };

async function given(listed: Parameters<typeof givenSes>[0] = {}) {
  const { table } = givenState();
  const { list, all, ses } = givenSes(listed);
  const lifted = async (how: Partial<typeof GO> = {}, who = ANN) =>
    lift({ table, list }, await findAddress({ table, addresses: addressesDouble }, who), { ...GO, ...how });
  return { table, all, ses, lifted };
}

describe("looking an address up", () => {
  it("finds it by its spelling, its hash, and its customer, who comes first", async () => {
    const { table } = givenState();
    const deps = { table, addresses: addressesDouble };
    await suppress({ table }, HASH, { reason: "bounced", at: 1 });
    await givenCustomer(table, "c-42", "Ann@mail.example");
    await givenCustomer(table, "ann@old.example", ANN);
    const known = { hash: HASH, suppressed: { reason: "bounced", at: 1 } };
    expect(await findAddress(deps, " ANN@mail.example ")).toMatchObject({ ...known, email: "ANN@mail.example" });
    expect(await findAddress(deps, HASH)).toEqual(known);
    expect(await findAddress(deps, "c-42")).toEqual({ ...known, customer: "c-42", email: "Ann@mail.example" });
    expect(await findAddress(deps, "ann@old.example")).toMatchObject({ ...known, customer: "ann@old.example" });
    expect(await findAddress(deps, "new@mail.example")).toEqual({
      hash: addressesDouble.hash("new@mail.example"),
      email: "new@mail.example",
    });
  });

  it("says what can be asked for, and does not repeat what was", async () => {
    const found = findAddress({ table: givenState().table, addresses: addressesDouble }, "ann.smith@");
    await expect(found).rejects.toThrow(Trouble);
    await expect(found).rejects.toThrow(/^(?!.*smith).*neither an address, nor a hash of one, nor the id/);
  });
});

describe("lifting a suppression", () => {
  it("has the address mailed again, and leaves its mailbox's no", async () => {
    const { table, lifted } = await given();
    await suppress({ table }, HASH, { reason: "bounced", at: 1 });
    await noteNo({ table }, HASH, { at: 2, source: "one-click" });
    expect(await lifted()).toEqual({ wasSuppressed: true });
    expect(await keptOf(table, ANN)).toEqual({ no: { at: 2, source: "one-click" } });
  });

  it("changes nothing without --go", async () => {
    const { table, lifted, all } = await given({ [ANN]: "BOUNCE" });
    await suppress({ table }, HASH, { reason: "bounced", at: 1 });
    expect(await lifted({ go: false, ses: true })).toMatchObject({ wasSuppressed: true, ses: { reason: "BOUNCE" } });
    expect(await keptOf(table, ANN)).toHaveProperty("suppressed");
    expect(all.size).toBe(1);
  });

  it("forgets the soft bounces that led to it: the next one does not bring it back", async () => {
    const { table, lifted } = await given();
    const deps = { ...givenDoubles().deps, table };
    const day = 86_400_000;
    for (const n of [1, 2, 3, 4, 5]) await countSoftBounce(deps, HASH, n * day);
    expect(await keptOf(table, ANN)).toMatchObject({ suppressed: { reason: "soft bounces" } });
    await lifted();
    expect(await countSoftBounce(deps, HASH, 6 * day)).toBe(false);
    expect(await keptOf(table, ANN)).not.toHaveProperty("suppressed");
  });

  it.each([
    ["our own", { reason: "complained", at: 1 }],
    ["SES's", { reason: "listed by SES", at: 1, source: "COMPLAINT" }],
    ["an importer's", { reason: "marked as spam", at: 1 }],
  ])("is refused after a complaint, %s, unless that is said", async (_whose, why) => {
    const { table, lifted } = await given();
    await suppress({ table }, HASH, why);
    await expect(lifted()).rejects.toThrow(/reported a message as spam.*add --complaint/);
    expect(await keptOf(table, ANN)).toHaveProperty("suppressed");
    expect(await lifted({ complaint: true })).toEqual({ wasSuppressed: true });
  });

  it("is refused where a bounce came before the complaint, or only SES knows of it", async () => {
    const first = await given();
    await suppress(first, HASH, { reason: "bounced", at: 1 });
    await noteNo(first, HASH, { at: 2, source: "complaint" });
    await expect(first.lifted()).rejects.toThrow(/reported a message as spam/);
    const second = await given({ [ANN]: "COMPLAINT" });
    await expect(second.lifted({ ses: true })).rejects.toThrow(/reported a message as spam/);
    expect(second.all.size).toBe(1);
  });

  it("takes it off SES's list, where it is asked to", async () => {
    const { table, lifted, all, ses } = await given({ [ANN]: "BOUNCE" });
    await suppress({ table }, HASH, { reason: "bounced", at: 1 });
    await lifted();
    expect(ses.asked).toEqual([]);
    expect(await lifted({ ses: true })).toMatchObject({ wasSuppressed: false, ses: { reason: "BOUNCE" } });
    expect(all.size).toBe(0);
  });

  it("says why there is nothing to lift", async () => {
    const { table, lifted } = await given();
    await expect(lifted()).rejects.toThrow("not suppressed here; add --ses to take it off SES's list");
    await expect(lifted({ ses: true })).rejects.toThrow("SES does not list it");
    await expect(lifted({ ses: true }, HASH)).rejects.toThrow(/SES knows addresses, and this is a hash/);
    await noteNo({ table }, HASH, { at: 2, source: "one-click" });
    await expect(lifted()).rejects.toThrow(/said no to marketing, which nobody lifts for them; a yes of their own/);
  });
});

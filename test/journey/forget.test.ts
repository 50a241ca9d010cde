import { describe, expect, it } from "vitest";
import { exportCustomer } from "../../lib/journey/export.ts";
import { finish } from "../../lib/journey/finish.ts";
import { forget } from "../../lib/journey/forget.ts";
import { pause } from "../../lib/journey/pause.ts";
import { REFILL, TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { DAY, HOUR, purchase } from "../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving } from "../support/interleaving.ts";
import { enrolledBy } from "../support/messages.ts";
import { givenCampaign } from "../support/shop.ts";
import { givenTold } from "../support/told.ts";
import { type TestWorld, world } from "../support/world.ts";

/** Ann is in two campaigns and has ended a third; Bob has the same. */
async function givenAnnAndBob(): Promise<{ shop: TestWorld; told: ReturnType<typeof givenTold> }> {
  const shop = world({ campaigns: [TWO_MAILS, WIN_BACK, REFILL] });
  const events = [purchase("ann"), purchase("bob"), purchase("ann", { at: shop.now() + 1 })];
  for (const event of events) await shop.tells(event);
  await shop.reacts("clicked", "ann", "hello");
  return { shop, told: givenTold(...events) };
}

const itemsOf = async (shop: TestWorld, customer: string) =>
  (await shop.table.query(`customer#${customer}`, { prefix: "" })).items;

describe("forgetting a customer", () => {
  it("removes every item and event, ends every journey, and leaves others alone", async () => {
    const { shop, told } = await givenAnnAndBob();
    const bobs = await itemsOf(shop, "bob");
    const gone = await forget(shop.deps, "ann", told);
    expect(gone.events).toBe(2);
    expect(gone.items).toBeGreaterThan(5);
    expect(await itemsOf(shop, "ann")).toEqual([]);
    expect(told.told.map(({ customerId }) => customerId)).toEqual(["bob"]);
    expect(await itemsOf(shop, "bob")).toEqual(bobs);

    const before = shop.mails().length;
    await shop.passes(400 * DAY);
    expect(
      shop
        .mails()
        .slice(before)
        .filter((mail) => mail.startsWith("ann")),
    ).toEqual([]);
    expect(await itemsOf(shop, "ann")).toEqual([]);
  });

  it("is finished by doing it again, wherever it was cut off", async () => {
    for (let cut = 0; cut < 25; cut++) {
      const { shop, told } = await givenAnnAndBob();
      let writes = 0;
      const { table } = shop.deps;
      const cutting = {
        ...table,
        async write(action: Parameters<typeof table.write>[0]) {
          if (writes++ === cut) throw new Error("cut off");
          return table.write(action);
        },
      };
      await forget({ ...shop.deps, table: cutting }, "ann", told).catch(() => {});
      await forget(shop.deps, "ann", told);
      expect(await itemsOf(shop, "ann")).toEqual([]);
      await shop.passes(100 * DAY);
      expect(shop.ends.filter(({ input }) => (input as { customer: string }).customer === "ann").length).toBe(
        shop.ends.filter(
          ({ status, input }) => status === "ABORTED" && (input as { customer: string }).customer === "ann",
        ).length,
      );
    }
  });

  it("removes what a pause holds of theirs", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await pause(shop.deps, "all");
    for (const who of ["ann", "bob"]) await shop.tells(purchase(who));
    await shop.passes(HOUR);
    const held = async () =>
      (await shop.table.query("held#welcome", { prefix: "held#" })).items.map((item) => item.customer);
    expect((await held()).sort()).toEqual(["ann", "bob"]);
    await forget(shop.deps, "ann", givenTold());
    expect(await held()).toEqual(["bob"]);
  });

  it("removes what was held of a journey that another has taken the place of", async () => {
    const again = { ...TWO_MAILS, start: { on: "purchase", again: "always" }, stop: [{ on: "purchase" }] } as const;
    const shop = world({ campaigns: [{ ...again, stop: [...again.stop] }] });
    await pause(shop.deps, "all");
    await shop.tells(purchase("ann"));
    await shop.passes(HOUR);
    await shop.tells(purchase("ann", { at: shop.now() }));
    await shop.passes(HOUR);
    await forget(shop.deps, "ann", givenTold());
    expect((await shop.table.query("held#welcome", { prefix: "held#" })).items).toEqual([]);
  });

  it("is not undone by a tag or a hold that was under way", async () => {
    await onEveryInterleaving(60, async (scheduler) => {
      const ann = await givenAnnIn([givenCampaign(TWO_MAILS)]);
      await pause(ann.deps, "all");
      const about = { customer: "ann", campaign: "welcome", enrollment: enrolledBy("ann") };
      const race = givenRace(ann.deps, scheduler);
      race.enters("finish", () => finish(race.deps, { ...about, status: "SUCCEEDED", output: { tags: ["warm"] } }));
      race.enters("forget", () => forget(race.deps, "ann", givenTold()));
      await race.settles();
      const { items } = await ann.deps.table.query("customer#ann", { prefix: "" });
      expect(items).toEqual([]);
    });
  });

  it("is not undone by what comes back late about their messages", async () => {
    const { shop, told } = await givenAnnAndBob();
    const message = shop.sendId("ann", "hello");
    await forget(shop.deps, "ann", told);
    await shop.engages({ fact: "opened", message, at: shop.now() });
    await shop.engages({ fact: "complained", message, at: shop.now() });
    expect(await itemsOf(shop, "ann")).toEqual([]);
  });

  it("of somebody unknown is no fault", async () => {
    const { shop } = await givenAnnAndBob();
    expect(await forget(shop.deps, "nobody", givenTold())).toEqual({ items: 0, events: 0, journeys: 0 });
  });
});

describe("exporting a customer", () => {
  it("gives every record and event of theirs alone, without tokens", async () => {
    const { shop, told } = await givenAnnAndBob();
    const found = await exportCustomer(shop.deps, "ann", told);
    expect(found.events).toHaveLength(2);
    expect(found.records.map(({ record }) => record)).toEqual((await itemsOf(shop, "ann")).map(({ sk }) => sk));
    const text = JSON.stringify(found);
    expect(text).toContain("ann@mail.example");
    expect(text).not.toContain("bob");
    expect(text).not.toContain('"token"');
  });

  it("says why their address is never mailed", async () => {
    const { shop, told } = await givenAnnAndBob();
    await shop.engages({ fact: "bounced", message: shop.sendId("ann", "hello"), at: shop.now(), kind: "hard" });
    expect((await exportCustomer(shop.deps, "ann", told)).address).toEqual({
      suppressed: { reason: "bounced", at: shop.now() },
    });
  });
});

import { describe, expect, it } from "vitest";
import { forget } from "../../lib/journey/forget.ts";
import { keys } from "../../lib/journey/keys.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { learned, purchase, says } from "../support/events.ts";
import { givenTold } from "../support/told.ts";
import { type TestWorld, world } from "../support/world.ts";

/** Ann has bought and got a message. */
async function givenAnn(): Promise<TestWorld> {
  const shop = world({ campaigns: [TWO_MAILS] });
  await shop.tells(purchase("ann"));
  return shop;
}

const bounces = (shop: TestWorld, kind: "hard" | "soft") =>
  shop.engages({ fact: "bounced", message: shop.sendId("ann", "hello"), at: shop.now(), kind });

async function addressAfter(shop: TestWorld, email = "ann@mail.example") {
  await forget(shop.deps, "ann", givenTold());
  return shop.table.get(keys.address(shop.deps.addresses.hash(email)));
}

describe("what is left of an address when its customer is erased", () => {
  it("is nothing when messages only came back a few times", async () => {
    const shop = await givenAnn();
    await bounces(shop, "soft");
    expect(await shop.table.get(keys.address(shop.deps.addresses.hash("ann@mail.example")))).toHaveProperty("soft");
    expect(await addressAfter(shop)).toBeUndefined();
  });

  it("is nothing for an address that they had before, either", async () => {
    const shop = await givenAnn();
    await bounces(shop, "soft");
    await shop.tells(learned("ann", { email: "ann@new.example" }, { at: shop.now() }));
    expect(await addressAfter(shop)).toBeUndefined();
  });

  it("is that it is never mailed, with the reason, and nothing that names them", async () => {
    const shop = await givenAnn();
    await bounces(shop, "hard");
    const left = await addressAfter(shop);
    expect(left).toMatchObject({ suppressed: { reason: "bounced", at: shop.now() } });
    expect(JSON.stringify(left)).not.toContain("ann");
  });

  it("is a no that they told the shop, so that their next order is no way back onto the list", async () => {
    const shop = await givenAnn();
    await shop.tells(learned("ann", says(false, shop.now())));
    expect(await addressAfter(shop)).toMatchObject({ no: { at: shop.now(), source: "account page" } });
    const before = shop.mails().length;
    await shop.tells(purchase("ann", { at: shop.now() + 1 }));
    expect(shop.mails()).toHaveLength(before);
  });

  it("is nothing of evidence: every word on consent goes with its customer", async () => {
    const shop = await givenAnn();
    await shop.tells(learned("ann", says(true, shop.now())));
    expect((await shop.table.query("customer#ann", { prefix: "consent#" })).items).toHaveLength(1);
    expect(await addressAfter(shop)).toBeUndefined();
    expect((await shop.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });
});

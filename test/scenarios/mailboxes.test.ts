import { describe, expect, it } from "vitest";
import { TWO_MAILS } from "../support/campaigns.ts";
import { DAY, learned, purchase, says } from "../support/events.ts";
import { type TestWorld, world } from "../support/world.ts";

/** Ann and Bob have bought with one mailbox, each in a spelling of their own, and have got their first message. */
async function givenOneMailbox(ann = "home@bücher.example", bob = "HOME@xn--bcher-kva.example"): Promise<TestWorld> {
  const shop = world({ campaigns: [{ ...TWO_MAILS, start: { on: "purchase", again: "always" } }] });
  await shop.tells(purchase("ann", { customer: { email: ann } }));
  await shop.tells(purchase("bob", { customer: { email: bob } }));
  return shop;
}

describe("when one of two customers with one mailbox says no", () => {
  it.each([
    ["in another case", "home@mail.example", "Home@Mail.Example"],
    ["with its domain in ASCII", "home@bücher.example", "home@xn--bcher-kva.example"],
  ])("the other, who wrote it %s, gets nothing more", async (_how, one, other) => {
    const shop = await givenOneMailbox(one, other);
    await shop.unsubscribes("ann", "hello");
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello"]);
    expect((await shop.enrollment("bob")).outcome).toBe("unsubscribed");
    // Bob himself has said nothing.
    expect((await shop.contact("bob")).consent).toBeUndefined();
  });

  it("the other gets nothing until they say yes themselves, later", async () => {
    const shop = await givenOneMailbox();
    await shop.tells(learned("bob", says(true, shop.now()), { at: shop.now() }));
    await shop.passes(DAY);
    await shop.unsubscribes("ann", "hello");
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello"]);
    await shop.tells(learned("bob", says(true, shop.now()), { at: shop.now() }));
    await shop.tells(purchase("bob", { at: shop.now(), customer: {} }));
    await shop.tells(purchase("ann", { at: shop.now(), customer: {} }));
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello", "bob hello", "bob news"]);
  });

  it("on a page of their account, it is the mailbox that they have now", async () => {
    const shop = await givenOneMailbox();
    await shop.tells(learned("ann", { email: "new@mail.example" }));
    await shop.unsubscribes("ann");
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello", "bob news"]);
  });

  it("over a message to an address they have left, it is that mailbox, and themselves wherever they are", async () => {
    const shop = await givenOneMailbox();
    await shop.tells(learned("ann", { email: "new@mail.example" }));
    await shop.tells(purchase("cid", { customer: { email: "new@mail.example" } }));
    await shop.unsubscribes("ann", "hello");
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello", "cid hello", "cid news"]);
  });

  it("the other is written to at another address of theirs", async () => {
    const shop = await givenOneMailbox();
    await shop.unsubscribes("ann", "hello");
    await shop.tells(learned("bob", { email: "bob@mail.example" }));
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello", "bob news"]);
  });

  it("by a complaint, the mailbox is dead for what serves its readers, too", async () => {
    const shop = world({
      campaigns: [TWO_MAILS, { id: "serves", steps: [{ wait: "1 day" }, { send: "receipt" }] }],
      kinds: { receipt: { kind: "transactional" } },
    });
    for (const customer of ["ann", "bob"]) {
      await shop.tells(purchase(customer, { customer: { email: "home@mail.example" } }));
    }
    await shop.engages({ fact: "complained", message: shop.sendId("ann", "hello"), at: shop.now() });
    await shop.tells(learned("bob", says(true, shop.now() + 1), { at: shop.now() }));
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello"]);
    expect((await shop.enrollment("bob", "serves")).outcome).toBe("suppressed");
  });
});

import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { send } from "../../lib/journey/send.ts";
import { messageFor } from "../support/messages.ts";
import { givenReader, LINKS, TOPICS } from "./given.ts";

test("a no is said over the message whose link it was", async () => {
  const { unsubscribe, contact, deps, mailer } = await givenReader();
  expect(mailer.taken).toEqual([]);
  expect((await unsubscribe("")).text).toContain("You are unsubscribed");
  expect((await contact("ann")).consent).toMatchObject({
    marketing: false,
    at: deps.now(),
    source: "unsubscribe page",
  });
});

test("the page leads to the topics where there are some, and back to them after a no", async () => {
  const plain = await givenReader();
  const preferences = LINKS.preferences("ann", plain.deps.addresses.hash("ann@mail.example"));
  await send(plain.deps, messageFor("ann"));
  expect((await plain.unsubscribe()).text).not.toContain(preferences);
  const shop = await givenReader({ topics: TOPICS });
  await send(shop.deps, messageFor("ann"));
  expect((await shop.unsubscribe()).text).toContain(`href="${preferences}"`);
  expect((await shop.unsubscribe("")).text).toContain(`href="${preferences}"`);
  expect((await plain.unsubscribe("")).text).toContain(`href="${preferences}"`);
});

test("no way to the preferences leads from a mailbox that the customer has left, or from a link of which nobody knows where it went", async () => {
  const ways = async ({ unsubscribe }: Awaited<ReturnType<typeof givenReader>>) =>
    [(await unsubscribe()).text, (await unsubscribe("")).text, (await unsubscribe()).text].map((text) =>
      /href="[^"]*\/p\//.test(text),
    );
  const unknown = await givenReader({ topics: TOPICS });
  expect(await ways(unknown)).toEqual([false, false, false]);

  const stays = await givenReader({ topics: TOPICS });
  await send(stays.deps, messageFor("ann"));
  await stays.tells({ email: "Ann@MAIL.example" });
  expect(await ways(stays)).toEqual([true, true, true]);

  const moved = await givenReader({ topics: TOPICS });
  await send(moved.deps, messageFor("ann"));
  await moved.tells({ email: "ann@other.example" });
  expect(await ways(moved)).toEqual([false, false, false]);
  expect((await moved.contact("ann")).consent?.marketing).toBe(false);
});

test("the first links, which name no message, take a no and show no way to the preferences", async () => {
  const { follow, contact, deps } = await givenReader({ topics: TOPICS });
  await send(deps, messageFor("ann"));
  const mac = createHmac("sha256", "k".repeat(32)).update("unsubscribe\0ann").digest().subarray(0, 16);
  const link = `/u/${Buffer.from("ann").toString("base64url")}.${mac.toString("base64url")}`;
  for (const body of [undefined, ""]) {
    const { status, text } = await follow("u", link, body);
    expect(status).toBe(200);
    expect(text).not.toContain("/p/");
  }
  expect((await contact("ann")).consent?.marketing).toBe(false);
});

test("said again, it is said once", async () => {
  const { unsubscribe, words, clock } = await givenReader();
  await unsubscribe("List-Unsubscribe=One-Click");
  clock.now += 60_000;
  expect((await unsubscribe("")).status).toBe(200);
  expect((await words())[0]).toMatchObject({ marketing: false, source: "one-click" });
});

test("a no that could not be written down is not promised", async () => {
  const { ports, follow } = await givenReader();
  ports.say = async () => {};
  const link = LINKS.unsubscribe({ customer: "ann", enrollment: "0".repeat(32), step: "hello" });
  const answer = await follow("u", link, "");
  expect(answer.status).toBe(503);
  expect(answer.text).toContain("Please try again");
});

test("the mailbox is remembered with the no: another customer who has it is not written to either", async () => {
  const { unsubscribe, deps } = await givenReader();
  await unsubscribe("");
  const address = deps.addresses.hash("ann@mail.example");
  expect(await deps.table.get({ pk: `address#${address}`, sk: "@address" })).toMatchObject({
    no: { source: "unsubscribe page" },
  });
});

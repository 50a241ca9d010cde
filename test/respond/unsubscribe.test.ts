import { expect, test } from "vitest";
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
  const preferences = LINKS.preferences("ann");
  const plain = await givenReader();
  expect((await plain.unsubscribe()).text).not.toContain(preferences);
  const shop = await givenReader({ topics: TOPICS });
  expect((await shop.unsubscribe()).text).toContain(`href="${preferences}"`);
  expect((await shop.unsubscribe("")).text).toContain(`href="${preferences}"`);
  expect((await plain.unsubscribe("")).text).toContain(`href="${preferences}"`);
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

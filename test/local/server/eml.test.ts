import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { eventually, givenServer, purchase } from "./support.ts";

test("a message can be downloaded as it is sent, for a mail program to open", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  const mail = await eventually(async () => (await shop.mails())[0]);

  const answer = await shop.call(`/inbox/${mail.id}/eml`);

  expect(answer.headers.get("content-type")).toBe("message/rfc822");
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="message-${mail.id}.eml"`);
  const mime = await answer.text();
  expect(mime).toMatch(/^Date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000\r$/m);
  const email = await PostalMime.parse(mime);
  expect(email.subject).toBe(mail.subject);
  expect(email.to).toEqual([{ name: "", address: "ann@example.com" }]);
  expect(email.html?.replaceAll("\r\n", "\n").trimEnd()).toBe(mail.html.trimEnd());
  expect(Math.abs(Date.parse(email.date ?? "") - Date.now())).toBeLessThan(60_000);
  for (const [name, value] of Object.entries(mail.headers)) {
    expect(email.headers.find(({ originalKey }) => originalKey === name)?.value).toBe(value);
  }
  expect(await shop.page(`/inbox/${mail.id}`)).toContain(`href="/inbox/${mail.id}/eml"`);
});

test("there is nothing to download of a message that is not there", async () => {
  const shop = await givenServer();
  expect((await shop.call("/inbox/7/eml")).status).toBe(404);
});

test("taking the file is no open: looking at the message is", async () => {
  const shop = await givenServer();
  const opened = async () =>
    (await shop.customer("ann")).journeys.flatMap(({ moments }) => moments.flatMap(({ send }) => send?.opened ?? []));
  await shop.events(purchase());
  const mail = await eventually(async () => (await shop.mails())[0]);

  await shop.page(`/inbox/${mail.id}/eml`);
  expect(await opened()).toEqual([]);
  await shop.page(`/inbox/${mail.id}`);
  expect(await opened()).toEqual([expect.any(Number)]);
});

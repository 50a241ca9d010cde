import { expect, test } from "vitest";
import { eventually, givenServer, mailOf, purchase } from "./support.ts";

test("the overview's button holds marketing before its next message, and lets it go on", async () => {
  const shop = await givenServer();
  expect(await shop.page("/")).toContain("Pause marketing");
  expect((await shop.form("/pause", {})).status).toBe(303);
  expect(await shop.page("/")).toContain("Marketing is paused");

  await shop.events(purchase());
  await eventually(async () => (await shop.customer("ann")).journeys.length > 0);
  await shop.forward("1 day");
  expect(await shop.mails()).toEqual([]);

  const answer = await shop.form("/resume", {});
  expect(await shop.page(String(answer.headers.get("location")))).toContain("Marketing goes on: 1 message let go");
  await mailOf(shop, "hello");
  expect(await shop.page("/")).toContain("Pause marketing");
});

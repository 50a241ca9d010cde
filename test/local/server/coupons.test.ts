import { expect, test } from "vitest";
import { project } from "./project.ts";
import { eventually, givenServer, purchase } from "./support.ts";

const THANKS = {
  id: "thanks",
  name: "Thank them",
  start: { on: "purchase" },
  steps: [
    { coupon: "save-10", id: "save-10" },
    { send: "hello" },
    { wait: "9 days" },
    { coupon: "save-20", id: "more" },
  ],
};
const coupons = { "save-10": { pattern: "SAVE-########" }, "save-20": { pattern: "MORE-########" } };

test("a campaign's page tells which coupons it gave, which were redeemed, and what was bought with them", async () => {
  const given = project(THANKS);
  const shop = await givenServer({ ...given, shop: { ...given.shop, coupons } });
  await shop.events(purchase());
  const code = await eventually(async () => {
    const exported = await (await shop.call("/customers/ann/export.json")).text();
    return /SAVE-\w{8}/.exec(exported)?.[0];
  });
  const row = async () => /<td>save-10<\/td>.*?<\/tr>/.exec(await shop.page("/campaigns/thanks"))?.[0];
  expect(await row()).not.toContain("$");
  const { order, ...event } = purchase("bob", "e-2");
  const answer = await shop.events({ ...event, order: { ...order, total: 61.5, coupon: code } });
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ coupon: { redeemed: true } });
  expect(text).not.toContain(code);

  const told = await eventually(async () => (await row())?.includes("$61.5") && row());
  // Bob's purchase began a journey of his own.
  expect(told).toMatch(/<td class="n">2<\/td><td class="n">1 <small>50%<\/small><\/td><td class="n">\$61.50?<\/td>/);
  const page = await shop.page("/campaigns/thanks");
  expect(page).toContain("<h2>Coupons</h2>");
  expect(page).toContain("<td>more</td>");
});

test("a campaign that gives no coupons does not speak of them", async () => {
  const shop = await givenServer();
  expect(await shop.page("/campaigns/hello")).not.toContain("Coupons");
});

import { expect, test } from "vitest";
import { givenServer, purchase } from "./support.ts";

test("a customer's page counts a day between orders as one", async () => {
  const shop = await givenServer();
  const before = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  await shop.events([
    { ...purchase("ann", "e-1"), at: before(3) },
    { ...purchase("ann", "e-2"), at: before(2) },
  ]);
  expect(await shop.page("/customers/ann")).toMatch(/Between orders<\/dt><dd>1 day on average/);
});

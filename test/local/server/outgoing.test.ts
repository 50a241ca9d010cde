import { expect, test } from "vitest";
import type { Log } from "../../../lib/journey/ports.ts";
import { project } from "./project.ts";
import { eventually, givenFolder, givenServer, purchase } from "./support.ts";

const TELLS = {
  id: "rescue",
  name: "Rescue",
  start: { on: "purchase" },
  steps: [{ webhook: "crm", with: { reason: "unhappy & loud" } }, { alert: "<Look> at them" }, { wait: "9 days" }],
};

/** A shop whose customers are told about. */
function given() {
  const { shop, ...rest } = project(TELLS);
  const logged: unknown[] = [];
  const log: Log = (...line) => void logged.push(line);
  return {
    logged,
    options: { ...rest, shop: { ...shop, webhooks: { crm: { url: "https://crm.corner.example/" } } }, log },
  };
}

const toldPage = (shop: Awaited<ReturnType<typeof givenServer>>) =>
  eventually(async () => {
    const page = await shop.page("/customers/ann");
    return page.includes("alert to the team") && page;
  });

test("a journey's calls and alerts are shown with every word of them, and nobody is called", async () => {
  const { options, logged } = given();
  const shop = await givenServer(options);
  await shop.events(purchase());
  const told = await toldPage(shop);
  expect(told).toContain("call of <b>crm</b>");
  expect(told).toContain("alert to the team: <b>&lt;Look&gt; at them</b>");
  expect(told).toContain("&quot;reason&quot;: &quot;unhappy &amp; loud&quot;");
  expect(told).toContain("&quot;customerId&quot;: &quot;ann&quot;");
  expect(told).toContain("&quot;text&quot;: &quot;&lt;Look&gt; at them&quot;");
  expect(told).not.toContain("<Look>");

  const overview = await shop.page("/");
  expect(overview).toContain("led to a call of <b>crm</b>");
  expect(overview).toContain("led to an alert to the team: <b>&lt;Look&gt; at them</b>");
  expect(logged).toEqual(
    expect.arrayContaining([
      ["info", "a webhook would be called", { campaign: "rescue", webhook: "crm" }],
      ["info", "the team would be told", { campaign: "rescue", alert: "<Look> at them" }],
    ]),
  );
  expect(JSON.stringify(logged)).not.toContain("ann@example.com");
});

test("what would have been sent comes with a customer's data, goes with them, and is there after a restart", async () => {
  const databasePath = `${givenFolder()}/shop.db`;
  const { options } = given();
  const before = await givenServer({ ...options, databasePath });
  await before.events(purchase());
  await toldPage(before);
  await before.stop();
  const shop = await givenServer({ ...options, databasePath });
  expect(await toldPage(shop)).toContain("unhappy &amp; loud");
  expect(await shop.page("/customers/ann/export.json")).toContain("unhappy & loud");
  await shop.form("/customers/ann/forget", { confirm: "ann" });
  expect(await shop.page("/")).not.toContain("call of <b>crm</b>");
});

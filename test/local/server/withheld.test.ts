import { expect, test } from "vitest";
import { compile } from "../../../lib/compiler/compile.ts";
import { project } from "./project.ts";
import { eventually, givenServer, purchase } from "./support.ts";

const STEPS = { start: { on: "cart.left" }, steps: [{ send: "hello" }] };

test("what gave way is told under its step's figures, and on the customer's page with the campaign that went first", async () => {
  const {
    shop: rules,
    campaigns,
    ...rest
  } = project(
    { id: "a-modest", name: "Modest", priority: "low", ...STEPS },
    { id: "b-urgent", name: "Urgent", priority: "high", ...STEPS },
  );
  const limited = { ...rules, sending: { atMost: "1 per 7 days" } };
  const compiled = campaigns.map(({ campaign }) => ({ campaign, compiled: compile(campaign, limited) }));
  const shop = await givenServer({ ...rest, shop: limited, campaigns: compiled });

  await shop.events(purchase());
  await shop.events({ type: "cart.left", eventId: "e-2", customerId: "ann", at: new Date().toISOString() });

  const shows = (path: string, words: string) => eventually(async () => (await shop.page(path)).includes(words));
  await shows("/campaigns/a-modest", "withheld: gave way to b-urgent 1");
  await shows("/customers/ann", '<b>hello</b> was not sent: gave way to <a href="/campaigns/b-urgent">b-urgent</a>');
  expect(await shop.page("/campaigns/b-urgent")).not.toContain("withheld: ");
});

import { expect, test } from "vitest";
import { shopSchema } from "../../../lib/campaign/shop.ts";
import { project } from "./project.ts";
import { eventually, givenServer, purchase } from "./support.ts";

const TOPICS = {
  offers: { name: { en: "Offers", th: "ข้อเสนอ" } },
  tips: { name: "Tips" },
  polls: { name: "Polls", optIn: true },
};

function withConsent(consent: string) {
  const { shop, ...rest } = project();
  return { ...rest, shop: shopSchema.parse({ ...shop, consent, topics: TOPICS }) };
}

const yes = (more: object = {}) => ({
  type: "profile",
  eventId: `yes-${JSON.stringify(more).length}`,
  customerId: "ann",
  at: new Date().toISOString(),
  customer: {
    email: "ann@example.com",
    consent: { marketing: true, at: new Date().toISOString(), source: "form", ...more },
  },
});

/** The words of the card alone. */
async function cardOf(shop: Awaited<ReturnType<typeof givenServer>>, customer = "ann"): Promise<string> {
  const page = await shop.page(`/customers/${customer}`);
  const card = page.slice(page.indexOf("<h2>Consent</h2>"), page.indexOf("<h2>They buy something</h2>"));
  return card.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

test("a yes that waits for its confirmation does not look like one that counts", async () => {
  const shop = await givenServer(withConsent("double-opt-in"));
  await shop.events(yes());
  expect(await cardOf(shop)).toContain("not confirmed No marketing before they confirm it");
  await shop.events(yes({ confirmed: true }));
  const confirmed = await cardOf(shop);
  expect(confirmed).toMatch(/yes .* confirmed /);
  expect(confirmed).not.toContain("not confirmed");
});

test("what a missing word means is said by the rule of this shop", async () => {
  const rules = [
    ["double-opt-in", "nobody who has not said yes and confirmed it"],
    ["strict", "nobody who has not said yes."],
    ["soft-opt-in", "may write to its buyers until they say no"],
  ] as const;
  for (const [consent, words] of rules) {
    const shop = await givenServer(withConsent(consent));
    await shop.events(purchase());
    expect(await cardOf(shop)).toContain(words);
  }
});

test("topics are shown as chosen, or as they are for who has not chosen", async () => {
  const shop = await givenServer(withConsent("soft-opt-in"));
  await shop.events(yes({ topics: { tips: false } }));
  expect(await cardOf(shop)).toContain("Topics Offers not chosen yet yes Tips no Polls not chosen yet no");
});

test("the no of a mailbox is told of each customer who has it", async () => {
  const shop = await givenServer(withConsent("soft-opt-in"));
  const both = { customer: { email: "ann@example.com" } };
  await shop.events([purchase("ann", "e-1", both), purchase("ann-2", "e-2", both)]);
  expect(await cardOf(shop, "ann-2")).not.toContain("of their mailbox");
  const link = await eventually(async () => {
    await shop.forward("1 day");
    const [mail] = await shop.mails("?customer=ann");
    return /\/u\/[\w.-]+/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[0];
  });
  await shop.call(link, { method: "POST", body: "List-Unsubscribe=One-Click" });
  expect(await cardOf(shop, "ann-2")).toContain("no of their mailbox");
  expect(await cardOf(shop, "ann")).not.toContain("of their mailbox");
});

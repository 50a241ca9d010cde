import { beforeAll, describe, expect, it } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { compileTemplate } from "../../lib/email/compile.ts";
import { textOf } from "../../lib/email/html/text.ts";
import { preview } from "../../lib/email/preview.ts";
import { createTemplates } from "../../lib/email/render.ts";
import { sampleData } from "../../lib/email/sample.ts";
import type { Template } from "../../lib/email/template.ts";
import { readTemplates } from "../../lib/project/templates.ts";
import { SHOP } from "./support.ts";

const NAMES = [
  "all-better",
  "anniversary",
  "brewing-guide",
  "bring-a-friend",
  "come-back",
  "come-back-photo",
  "confirm-subscription",
  "friend-came",
  "goes-well-with",
  "how-likely",
  "keep-it-fresh",
  "last-cup",
  "last-try",
  "remind-a-friend",
  "review-request",
  "running-low",
  "second-bag",
  "thank-you",
  "thanks-for-answering",
  "try-these",
  "vip-offer",
  "vip-welcome",
  "we-are-sorry",
  "we-miss-you",
];
const library = new Map<string, Template>();
/** Unsubscribe and preferences; confirm. */
const LINKS = { marketing: ["u", "p"], transactional: ["y"] };

beforeAll(async () => {
  const { sources, faults } = await readTemplates("templates");
  for (const source of sources) {
    const result = await compileTemplate(source);
    faults.push(...result.faults);
    if (result.template !== undefined) library.set(source.name, result.template);
  }
  expect(faults.map(say)).toEqual([]);
});

it("has these templates", () => expect([...library.keys()]).toEqual(NAMES));

describe.each(NAMES)("%s", (name) => {
  const template = () => library.get(name) as Template;

  it("has English, Thai and Vietnamese, a description, rates, and a sample for what it needs", () => {
    expect(template().variants.map(({ locale }) => locale)).toEqual(["en", "th", "vi"]);
    expect(template().description).not.toBe("");
    expect(template().rates?.opened).toBeGreaterThan(template().rates?.clicked ?? 1);
    expect(Object.keys(template().sample.with ?? {})).toEqual(template().needs.with.required);
  });

  it.each(["en", "th", "vi"])("can be sent in %s", async (locale) => {
    const mail = await preview(template(), SHOP, { locale });
    expect(mail.locale).toBe(locale);
    for (const page of LINKS[template().kind]) {
      expect(mail.html).toContain(`href="https://shop.example/${page}/sample"`);
      expect(mail.text).toContain(`(https://shop.example/${page}/sample)`);
    }
    for (const part of [mail.html, mail.text]) expect(part).toContain(SHOP.address);
    expect(mail.html).toContain(`lang="${locale}"`);
    // Nothing is loaded from elsewhere, no Liquid is left, no sentence has a hole.
    expect(mail.html).not.toMatch(/<img|<link|@import|url\(|\{\{|\{%/);
    expect(mail.text).not.toMatch(/\{\{|\{%|\(\)| ,/);
    expect(mail.text).toBe(await textOf(mail.html));
    expect(mail.html.length).toBeLessThan(20_000);
    if (locale === "th") for (const part of [mail.subject, mail.html, mail.text]) expect(part).toMatch(/[ก-๛]{4}/);
    if (locale === "vi") for (const part of [mail.html, mail.text]) expect(part).toMatch(/[ạảấậếệộợựữứơưđ]/);
  });

  it("greets a customer of whom nothing is known", async () => {
    const { firstName: _, lastName: __, ...customer } = sampleData(template(), SHOP).customer;
    for (const locale of ["en", "th", "vi"]) {
      const mail = await preview(template(), SHOP, { locale, data: { customer: { ...customer, locale } } });
      expect(mail.subject + mail.text).not.toMatch(/ ,|undefined|null| {2}/);
    }
  });
});

it("takes every color from the theme", async () => {
  const { sources } = await readTemplates("templates");
  const files = sources.flatMap(({ files, shared }) => [...Object.entries(files), ...Object.entries(shared)]);
  const colored = files.filter(([name, text]) => !name.endsWith(".json") && /#[0-9a-f]{3,8}\b|\brgba?\(/i.test(text));
  expect(colored.map(([name]) => name)).toEqual([]);
});

it("says what each message is and what it is about", () => {
  const said = [...library.values()].map(({ name, kind, topic }) => [name, kind === "marketing" ? topic : kind]);
  expect(Object.fromEntries(said)).toEqual({
    "all-better": "reviews",
    anniversary: "offers",
    "brewing-guide": "tips",
    "bring-a-friend": "friends",
    "come-back": "offers",
    "come-back-photo": "offers",
    "confirm-subscription": "transactional",
    "friend-came": "friends",
    "goes-well-with": "offers",
    "how-likely": "reviews",
    "keep-it-fresh": "tips",
    "last-cup": "offers",
    "last-try": "offers",
    "remind-a-friend": "friends",
    "review-request": "reviews",
    "running-low": "offers",
    "second-bag": "offers",
    "thank-you": "tips",
    "thanks-for-answering": "reviews",
    "try-these": "offers",
    "vip-offer": "offers",
    "vip-welcome": "offers",
    "we-are-sorry": "reviews",
    "we-miss-you": "offers",
  });
});

it("asks to confirm without a way to unsubscribe from what was never subscribed to", async () => {
  const { html, text } = await preview(library.get("confirm-subscription") as Template, SHOP);
  expect(html + text).not.toContain("/u/sample");
  expect(text).toContain("somebody asked Blue Cup Coffee to send offers and news to customer@example.com");
  expect(text).toContain("Yes, write to me (https://shop.example/y/sample)");
  expect(text).toContain("If it was not you, do nothing.");
});

it("can travel as JSON, in the bundle of the function that sends", async () => {
  const template = library.get("thank-you") as Template;
  const travelled = JSON.parse(JSON.stringify(template)) as Template;
  expect(await preview(travelled, SHOP)).toEqual(await preview(template, SHOP));
});

it("writes the order of a purchase line by line", async () => {
  const { text } = await preview(library.get("thank-you") as Template, SHOP);
  expect(text).toContain("House Blend, 250 g × 2 $36.00\nFilter papers, 100 × 1 $12.50\nTotal $48.50\n");
  expect(text).toContain("Read our brewing guide (https://shop.example/guides/brewing)");
});

const inEachLanguage = it.each(["en", "th", "vi"]);

inEachLanguage(
  "asks for a score by eleven links that a thumb can hit, each on a line of the text (%s)",
  async (locale) => {
    const choices = Array.from({ length: 11 }, (_, score) => ({
      score,
      url: `https://shop.example/s/x?score=${score}`,
    }));
    const survey = { kind: "nps" as const, url: "https://shop.example/s/x", choices };
    const { html, text } = await preview(library.get("how-likely") as Template, SHOP, { locale, data: { survey } });
    const rows = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) => row.match(/score=\d+/g) ?? []);
    expect(rows.filter((row) => row.length > 0).map((row) => row.length)).toEqual([6, 5]);
    expect(html.match(/line-height: ?44px/g)).toHaveLength(11);
    expect(text).toContain(choices.map(({ score, url }) => `${score} (${url})\n`).join(""));
    expect(text).toContain(`(${survey.url})`);
  },
);

inEachLanguage("gives what is to be typed in as text, and the link in full (%s)", async (locale) => {
  const referral = { code: "K7QM2XPA", url: "https://shop.example/r/K7QM2XPA" };
  const invited = await preview(library.get("bring-a-friend") as Template, SHOP, { locale, data: { referral } });
  expect(invited.text).toMatch(/^K7QM2XPA$/m);
  expect(invited.text).toMatch(/^https:\/\/shop.example\/r\/K7QM2XPA$/m);
  const coupon = { name: "10% off", code: "THANKS-9F3K7QM2", until: "2026-12-29T09:15:00Z" };
  const thanked = await preview(library.get("friend-came") as Template, SHOP, { locale, data: { coupon } });
  expect(thanked.text).toMatch(/^THANKS-9F3K7QM2$/m);
  expect(thanked.text).toContain({ en: "until December 29", th: "29 ธันวาคม", vi: "29 tháng 12" }[locale]);
});

inEachLanguage(
  "says goodbye with a code where there is one, and without a hole where there is none (%s)",
  async (locale) => {
    const data = sampleData(library.get("last-try") as Template, SHOP, locale);
    const { coupon: _, ...without } = { ...data, coupon: undefined };
    const templates = createTemplates(library);
    const plain = await templates.render("last-try", locale, without);
    expect(plain.text).not.toMatch(/15\s?%|BACK-/);
    const given = await templates.render("last-try", locale, {
      ...without,
      coupon: { name: "15% off", code: "BACK-1" },
    });
    expect(given.text).toContain("15%");
    expect(given.text).toMatch(/^BACK-1$/m);
  },
);

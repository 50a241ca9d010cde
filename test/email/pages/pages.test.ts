import { describe, expect, it } from "vitest";
import { confirmedPage, confirmPage, declinedPage, movedPage } from "../../../lib/email/pages/confirm.ts";
import { documentOf } from "../../../lib/email/pages/document.ts";
import { readerOf, saidTo } from "../../../lib/email/pages/language.ts";
import type { CustomerPage } from "../../../lib/email/pages/page.ts";
import { leftPage, preferencesPage, type Shown, takenPage } from "../../../lib/email/pages/preferences.ts";
import { STYLE } from "../../../lib/email/pages/style.ts";
import { answeredPage, surveyOverPage, surveyPage, thanksPage } from "../../../lib/email/pages/survey.ts";
import { tryAgainPage, unknownLinkPage } from "../../../lib/email/pages/trouble.ts";
import { unsubscribedPage, unsubscribePage } from "../../../lib/email/pages/unsubscribe.ts";

const SHOP = { name: "Blue <Cup>", locale: "en" };
const TO = "https://mail.bluecup.example/p/x";

const shown = (standing: Shown["standing"]): Shown => ({
  topics: [{ id: "offers", name: { text: "Offers" }, description: { text: "News.", lang: "en" }, isChosen: true }],
  standing,
  isSaved: true,
});

function everyPage(locale: string): CustomerPage[] {
  const reader = readerOf(SHOP, locale);
  const standings = ["on", "off", "said no", "blocked"] as const;
  return [
    unsubscribePage(reader, TO),
    unsubscribedPage(reader, TO),
    unsubscribedPage(reader, undefined),
    ...standings.map((standing) => preferencesPage(reader, shown(standing))),
    takenPage(reader),
    leftPage(reader),
    confirmPage(reader),
    confirmedPage(reader, TO),
    movedPage(reader),
    declinedPage(reader, TO),
    ...(["nps", "csat", "text"] as const).flatMap((kind) =>
      [false, true].map((isIncomplete) =>
        surveyPage(reader, { kind, scores: [1, 2, 3], score: 3, comment: "<i>", isIncomplete }),
      ),
    ),
    thanksPage(reader),
    answeredPage(reader),
    surveyOverPage(reader),
    tryAgainPage(reader),
    unknownLinkPage(reader),
  ];
}

describe.each(["en", "th", "vi"])("every page in %s", (locale) => {
  const pages = everyPage(locale).map(documentOf);

  it("says its language, has a title and one heading of the first rank, and no script", () => {
    for (const page of pages) {
      expect(page).toContain(`<html lang="${locale}">`);
      expect(page).toMatch(/<title>[^<]+<\/title>/);
      expect(page.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(1);
      expect(page).not.toMatch(/<script|\son\w+=|javascript:|src=|style=/i);
    }
  });

  it("names what is pressed: each checkbox in a label, each button with its words", () => {
    for (const page of pages) {
      const boxes = page.match(/type="checkbox"/g)?.length ?? 0;
      expect(page.match(/<label class="topic">\s*<input type="checkbox"/g)?.length ?? 0).toBe(boxes);
      const scores = page.match(/type="radio"/g)?.length ?? 0;
      expect(page.match(/<label class="score"><input type="radio"/g)?.length ?? 0).toBe(scores);
      expect(page.match(/<fieldset[^>]*>\s*<legend>/g)?.length ?? 0).toBe(page.match(/<fieldset/g)?.length ?? 0);
      for (const [, id = ""] of page.matchAll(/<textarea id="(\w+)"/g)) expect(page).toContain(`<label for="${id}">`);
      for (const [, ids = ""] of page.matchAll(/aria-describedby="([^"]*)"/g)) {
        for (const id of ids.split(" ")) expect(page.match(new RegExp(` id="${id}"`, "g"))).toHaveLength(1);
      }
      for (const [, words = ""] of page.matchAll(/<button[^>]*>([^<]*)</g)) expect(words.trim()).not.toBe("");
    }
  });

  it("names the shop and never as markup", () => {
    for (const page of pages) {
      expect(page).toContain("Blue &lt;Cup&gt;");
      expect(page).not.toContain("Blue <Cup>");
    }
  });
});

describe("texts", () => {
  it("are in the language, not in English", () => {
    const english = new Set(everyPage("en").map(({ title }) => title));
    expect(everyPage("th").every(({ title }) => /\p{Script=Thai}/u.test(title))).toBe(true);
    expect(everyPage("vi").some(({ title }) => english.has(title))).toBe(false);
  });
});

describe("the language of a page", () => {
  it.each<[string | undefined, string, string]>([
    ["th", "en", "th"],
    ["th-TH-u-ca-buddhist", "en", "th"],
    ["vi_VN", "th", "th"],
    ["VI-vn", "en", "vi"],
    ["de-AT", "th", "th"],
    [undefined, "vi", "vi"],
    ["de", "fr", "en"],
    ["constructor", "en", "en"],
  ])("of a customer with %s in a shop of %s is %s", (locale, shop, language) => {
    expect(readerOf({ name: "Shop", locale: shop }, locale).language).toBe(language);
  });
});

describe("a text of the shop's", () => {
  const thai = readerOf(SHOP, "th-TH");

  it("is the one that the reader understands best, else the shop's own, else any", () => {
    expect(saidTo(thai, { en: "Offers", th: "ข้อเสนอ" })).toEqual({ text: "ข้อเสนอ" });
    expect(saidTo(thai, { en: "Offers", vi: "Ưu đãi" })).toEqual({ text: "Offers", lang: "en" });
    expect(saidTo(thai, { "pt-BR": "Ofertas" })).toEqual({ text: "Ofertas", lang: "pt-BR" });
    expect(saidTo(readerOf(SHOP, "de"), { de: "Angebote", en: "Offers" })).toEqual({ text: "Angebote", lang: "de" });
  });

  it("without a language is in the shop's, which screen readers are told", () => {
    expect(saidTo(thai, "Offers")).toEqual({ text: "Offers", lang: "en" });
    expect(saidTo(readerOf(SHOP, "en-GB"), "Offers")).toEqual({ text: "Offers" });
  });
});

describe("the style", () => {
  /** WCAG 2.2, relative luminance. */
  const luminance = (hex: string): number => {
    const full = hex.length === 4 ? hex.replace(/[\da-f]/g, "$&$&") : hex;
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((from) => Number.parseInt(full.slice(from, from + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string): number => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const [light = "", dark = ""] = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, rules = ""]) => rules);
  const colors = (rules: string) =>
    new Map([...rules.matchAll(/--([\w-]+):(#[\da-f]+)/g)].map(([, a = "", b = ""]) => [a, b]));

  it.each([
    ["light", light],
    ["dark", dark],
  ])("has enough contrast in %s (WCAG AA)", (_name, rules) => {
    const of = (name: string): string => colors(rules).get(name) ?? "#000000";
    for (const [text, ground] of [
      ["ink", "paper"],
      ["soft", "paper"],
      ["main", "paper"],
      ["on-main", "main"],
      ["note-ink", "note"],
      ["lack-ink", "lack"],
    ] as const) {
      expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(of("line"), of("paper"))).toBeGreaterThanOrEqual(3);
  });
});

import { lookupOrder } from "../source/locale.ts";
import { en } from "./words/en.ts";
import { th } from "./words/th.ts";
import { vi } from "./words/vi.ts";
import type { Words } from "./words/words.ts";

const LANGUAGES = { en, th, vi } as const satisfies Record<string, Words>;

export type Language = keyof typeof LANGUAGES;

/** Whose page it is, and in which language. */
export interface Reader {
  /** As the shop calls itself. */
  shop: string;
  /** BCP 47 tags, the best first: the customer's, the shop's. */
  locales: readonly string[];
  language: Language;
  words: Words;
}

/** The customer's language as far as there are words in it, else the shop's, else English (RFC 4647, section 3.4, lookup). */
export function readerOf(shop: { name: string; locale: string }, locale: string | undefined): Reader {
  const locales = [...(locale === undefined ? [] : [locale]), shop.locale];
  const tags: readonly string[] = locales.flatMap(lookupOrder);
  const language = tags.find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag)) ?? "en";
  return { shop: shop.name, locales, language, words: LANGUAGES[language] };
}

/** A text that the shop wrote, and its language where that is not the page's. */
export interface Said {
  text: string;
  lang?: string;
}

/** One text, which is in the shop's language, or one a language: the one that this reader understands best. */
export function saidTo({ locales, language }: Reader, said: string | Readonly<Record<string, string>>): Said {
  const found = typeof said === "string" ? { text: said, tag: locales.at(-1) ?? "en" } : chosen(locales, said);
  const isPage = lookupOrder(found.tag).at(-1) === language;
  return isPage ? { text: found.text } : { text: found.text, lang: found.tag };
}

function chosen(locales: readonly string[], said: Readonly<Record<string, string>>): { text: string; tag: string } {
  const byTag = new Map(Object.entries(said).map(([tag, text]) => [lookupOrder(tag)[0] ?? tag, { text, tag }]));
  for (const tag of [...locales, "en"].flatMap(lookupOrder)) {
    const found = byTag.get(tag);
    if (found !== undefined) return found;
  }
  const [first] = byTag.values();
  return first ?? { text: "", tag: "en" };
}

/** The tag in its canonical spelling (`pt-br` -> `pt-BR`), or undefined when it is none. */
export function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** A language that exists: `xx` is well-formed, yet no language of this name is registered. */
export function isKnownLocale(tag: string): boolean {
  const locale = canonicalLocale(tag);
  if (locale === undefined) return false;
  const language = new Intl.Locale(locale).language;
  return new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(language) !== undefined;
}

/**
 * The first of these to look for, ending with the bare language: `zh-Hant-TW`, `zh-Hant`, `zh`
 * (RFC 4647, section 3.4, lookup).
 */
export function lookupOrder(tag: string): string[] {
  const parts = (canonicalLocale(tag) ?? "").split("-");
  const order: string[] = [];
  for (let count = parts.length; count > 0; count--) {
    // A single letter only introduces what follows it.
    if (parts[count - 1]?.length !== 1) order.push(parts.slice(0, count).join("-"));
  }
  return order;
}

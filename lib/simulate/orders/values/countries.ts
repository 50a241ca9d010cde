const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Other names that exports use. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  usa: "US",
  "united states of america": "US",
  uk: "GB",
  "great britain": "GB",
  eire: "IE",
  uae: "AE",
  korea: "KR",
  "viet nam": "VN",
  czechia: "CZ",
  "czech republic": "CZ",
  ไทย: "TH",
  ประเทศไทย: "TH",
  "việt nam": "VN",
};

let names: Map<string, string> | undefined;

/** `TH`, `th` and `Thailand` are `TH` (ISO 3166). Undefined for anything that is no country. */
export function countryCode(text: string): string | undefined {
  names ??= namesOfCountries();
  const lower = text.toLowerCase();
  const named = names.get(lower);
  if (named !== undefined) return named;
  return /^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : undefined;
}

function namesOfCountries(): Map<string, string> {
  const display = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const found = new Map<string, string>();
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = display.of(code)?.toLowerCase();
    // Withdrawn codes (UK, DD) have the names of today's and come in any order: the canonical one counts.
    if (name !== undefined && new Intl.Locale(`und-${code}`).region === canonical(code))
      found.set(name, canonical(code));
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) found.set(name, code);
  return found;
}

function canonical(code: string): string {
  return Intl.getCanonicalLocales(`und-${code}`)[0]?.slice(4) ?? code;
}

/** Which mark stands before the decimals, as far as the column shows it. */
export interface Marks {
  /** "none": all marks are for thousands. Absent when the column shows both as decimal marks. */
  decimal?: "." | "," | "none";
}

const SYMBOLS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "฿": "THB",
  "₫": "VND",
  đ: "VND",
  "₹": "INR",
  "₩": "KRW",
};
const PLAIN = /^-?\d+(\.\d{1,2})?$/;
const NOTATION = /^(\(?)\s*([-−+]?)\s*([\d.,]*\d)\s*(-?)\s*(\)?)$/;

/**
 * Looks at all amounts of a column. One mark with other than three digits after it is the decimal mark; of two marks the last
 * is. When all amounts look like 1,234 or 150.000, a comma is for thousands, and a point too if the currency has no decimals.
 */
export function decimalMark(texts: readonly string[], currency: string): Marks {
  const shown = new Set<"." | ",">();
  let unclear = false;
  for (const text of texts) {
    if (text === "" || /^-?\d+$/.test(text)) continue;
    const digits = NOTATION.exec(bare(text))?.[3];
    if (digits === undefined) continue;
    const mark = markOf(digits);
    if (mark === "unclear") unclear = true;
    else if (mark !== undefined) shown.add(mark);
    if (shown.size === 2) return {};
  }
  const [only] = shown;
  if (only !== undefined) return { decimal: only };
  return { decimal: unclear && hasNoDecimals(currency) ? "none" : "." };
}

/** Reads `1,234.50`, `1.234,50`, `$29.33`, `29.33 USD`, `-5`, `(5.00)`. Undefined when it is no amount, or none that is certain. */
export function readAmount(text: string, marks: Marks): number | undefined {
  if (PLAIN.test(text)) return Number(text);
  const parts = NOTATION.exec(bare(text));
  if (parts === null) return undefined;
  const [, open, before, digits = "", after, close] = parts;
  if ((open === "") !== (close === "")) return undefined;
  const value = readDigits(digits, marks);
  if (value === undefined) return undefined;
  const negative = open !== "" || (before !== "" && before !== "+") || after !== "";
  return negative && value !== 0 ? -value : value;
}

/** The currency that an amount itself names: `29.33 USD`, `€5`. A bare `$` names several. */
export function currencyIn(text: string): string | undefined {
  const code = /(?:^|[^A-Za-z])([A-Z]{3})(?:$|[^A-Za-z])/.exec(text)?.[1];
  if (code !== undefined) return code;
  for (const symbol in SYMBOLS) if (text.includes(symbol)) return SYMBOLS[symbol];
  return undefined;
}

/** Without currency and the blanks and apostrophes that group thousands. */
function bare(text: string): string {
  return text.replaceAll(/[\s'’]|[A-Z]{2,3}\$?|\p{Sc}|[đĐ]/gu, "");
}

function markOf(digits: string): "." | "," | "unclear" | undefined {
  const last = /[.,](?=\d+$)/.exec(digits)?.[0] as "." | "," | undefined;
  if (last === undefined) return undefined;
  const other = last === "." ? "," : ".";
  if (digits.includes(other)) return digits.indexOf(last) === digits.lastIndexOf(last) ? last : undefined;
  if (digits.indexOf(last) !== digits.lastIndexOf(last)) return other;
  const [whole = "", part = ""] = digits.split(last);
  return part.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? "unclear" : last;
}

function readDigits(digits: string, marks: Marks): number | undefined {
  const mark = markOf(digits);
  const decimal = mark === "unclear" ? marks.decimal : mark;
  if (mark !== undefined && decimal === undefined) return undefined;
  if (decimal === undefined) return /[.,]/.test(digits) ? undefined : Number(digits);
  if (decimal === "none") return Number(digits.replaceAll(/[.,]/g, ""));
  const [whole = "", part = "", ...more] = digits.split(decimal);
  if (more.length > 0 || /[.,]/.test(part)) return undefined;
  // Groups of two digits are Indian: 1,23,456.
  if (/[.,]/.test(whole) && !/^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return undefined;
  return Number(`${whole.replaceAll(/[.,]/g, "") || "0"}.${part || "0"}`);
}

function hasNoDecimals(currency: string): boolean {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits === 0;
}

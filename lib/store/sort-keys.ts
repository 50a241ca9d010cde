/** The upper end of a range: a text, or a blob, which in SQLite's order comes after every text. */
export type Bound = string | Uint8Array;

/** Greater than every text. */
const END = new Uint8Array(0);

/**
 * The least bound that is greater than every text starting with `prefix`, in the order of UTF-8 bytes, which is the order of
 * code points: the last code point that has a successor is replaced by it.
 */
export function afterPrefix(prefix: string): Bound {
  const points = Array.from(prefix);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0;
    // Surrogates are no characters, so U+E000 follows U+D7FF.
    if (point < 0x10ffff) return points.join("") + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return END;
}

/** The text that follows `text` at once: nothing lies between them. */
export function following(text: string): string {
  return `${text}\0`;
}

/** The opaque cursor of a page that ended with this sort key. */
export function cursorAfter(sk: string): string {
  return Buffer.from(sk).toString("base64url");
}

/** The sort key a cursor stands for. Throws a TypeError when it is no cursor of a query with this prefix. */
export function sortKeyOf(cursor: string, prefix: string): string {
  const sk = Buffer.from(cursor, "base64url").toString();
  if (cursorAfter(sk) !== cursor || !sk.startsWith(prefix)) {
    throw new TypeError("`after` is no cursor of this query; give the `next` of its last page");
  }
  return sk;
}

/**
 * Negative, zero or positive: the order of UTF-8 bytes, which is the order of code points. JavaScript's own order is that of
 * UTF-16, where surrogates come before U+E000 to U+FFFF.
 */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at++) {
    const a = one.charCodeAt(at);
    const b = other.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

/** A surrogate stands for a code point above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

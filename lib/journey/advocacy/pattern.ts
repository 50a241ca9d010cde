import { randomBytes } from "node:crypto";

/** Crockford's base 32: no I, L, O and U, which people misread, or read words into. https://www.crockford.com/base32.html */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Whether a code may have been made by a coupon's pattern. */
export function isBy(pattern: string, code: string): boolean {
  const fits = (letter: string, index: number) =>
    letter === "#" ? LETTERS.includes(code.charAt(index)) : letter === code.charAt(index);
  return code.length === pattern.length && [...pattern].every(fits);
}

/** A code by a coupon's pattern: each # is a letter or a digit by chance, and each of the 32 as likely as the others. */
export function codeBy(pattern: string): string {
  const chance = randomBytes(pattern.length);
  return pattern.replaceAll("#", (_, index: number) => LETTERS.charAt((chance[index] ?? 0) % LETTERS.length));
}

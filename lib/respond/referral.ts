import type { Shop } from "../campaign/shop.ts";
import type { Course } from "./answers.ts";

/** Of Crockford's base 32, which has no I, L, O and U. */
const CODE = /^[0-9A-HJKMNP-TV-Z]{6,12}$/i;

/**
 * Where friends come in: to the shop, with the code of whoever sent them. Nothing of the request but a code leads on, so
 * that nobody makes a link to elsewhere of it. Whose code it is, or whether it is anyone's, is asked when an order names it: here
 * each scanner and each preview of a link would cost a read, and everybody could try codes until one is known.
 */
export const referral: Course = async ({ shop }, { token: code }) => ({ status: 302, location: landingOf(shop, code) });

function landingOf({ url, referral }: Shop, code: string): string {
  const landing = new URL(referral?.landing ?? url);
  if (CODE.test(code)) landing.searchParams.set(referral?.parameter ?? "ref", code.toUpperCase());
  return landing.href;
}

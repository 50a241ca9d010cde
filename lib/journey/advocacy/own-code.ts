import { randomBytes } from "node:crypto";
import { TransactionRefused } from "../../store/table.ts";
import { Contended } from "../contended.ts";
import { keys } from "../keys.ts";
import type { Core } from "../ports.ts";
import { type Profile, toItem } from "../records.ts";
import type { Code } from "./records.ts";

const MOST_TRIES = 10;

/** Crockford's base 32: no I, L, O or U, so that nobody mistakes one for another. https://www.crockford.com/base32.html */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight digits, 40 random bits: too many to guess, and nothing about the customer is in them. */
function draw(): string {
  return Array.from(randomBytes(8), (byte) => DIGITS[byte % DIGITS.length]).join("");
}

/**
 * The customer's own code for friends, made when it is first asked for, and theirs for ever: the code and the profile are
 * written together, so two who ask at once get the same one. Undefined for whoever was erased.
 * @param profile as it was read
 * @throws Contended when the profile keeps changing
 */
export async function ensureCode(
  { table }: Pick<Core, "table">,
  customer: string,
  profile: Profile | undefined,
  drawCode: () => string = draw,
): Promise<string | undefined> {
  let known = profile;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (known === undefined || known.referral !== undefined) return known?.referral;
    const referral = drawCode();
    const code: Code = { kind: "referral", customer };
    const lacksOne = { equals: { rev: known.rev }, lacks: ["referral"] };
    try {
      await table.transact([
        { put: toItem(keys.code(referral), code), if: { absent: true } },
        { update: keys.profile(customer), set: { referral }, add: { rev: 1 }, if: lacksOne },
      ]);
      return referral;
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
    }
    known = (await table.get(keys.profile(customer))) as unknown as Profile | undefined;
  }
  throw new Contended(`the profile changed ${MOST_TRIES} times in a row; the message will be tried again`);
}

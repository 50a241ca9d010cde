import { TransactionRefused } from "../../store/table.ts";
import { Contended } from "../contended.ts";
import { keys } from "../keys.ts";
import type { Core } from "../ports.ts";
import { type Profile, toItem } from "../records.ts";
import { codeBy } from "./pattern.ts";
import type { Code } from "./records.ts";

const MOST_TRIES = 10;

/** 40 bits by chance: too many to guess, and nothing about the customer is in them. */
const PATTERN = "########";

/**
 * The customer's own code for friends, made when it is first asked for, and theirs for ever: the code and the profile are
 * written together, so two who ask at once get the same one. Undefined for whoever was erased.
 * @param profile as it was read
 * @throws Contended when none of many draws is free, or other writers stay in the way
 */
export async function ensureCode(
  { table }: Pick<Core, "table">,
  customer: string,
  profile: Profile | undefined,
  draw: (pattern: string) => string = codeBy,
): Promise<string | undefined> {
  let known = profile;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (known === undefined || known.referral !== undefined) return known?.referral;
    const referral = draw(PATTERN);
    const code: Code = { kind: "referral", customer };
    try {
      await table.transact([
        { put: toItem(keys.code(referral), code), if: { absent: true } },
        { update: keys.profile(customer), set: { referral }, add: { rev: 1 }, if: { equals: {}, lacks: ["referral"] } },
      ]);
      return referral;
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
    }
    known = (await table.get(keys.profile(customer))) as unknown as Profile | undefined;
  }
  throw new Contended(`no code in ${MOST_TRIES} tries; the message will be tried again`);
}

import { type Table, TransactionRefused, type Write } from "../../store/table.ts";
import { Contended } from "../contended.ts";
import { keys } from "../keys.ts";
import { toItem } from "../records.ts";
import type { Code, GivenCoupon } from "./records.ts";

const MOST_TRIES = 20;

/** What is given to whom. */
export interface Gift extends Omit<GivenCoupon, "code" | "redeemedAt" | "revokedAt" | "total" | "currency"> {
  customer: string;
  /** What people call the coupon. */
  name: string;
}

/** given before: by another call for the same step. over: the journey has ended meanwhile, and gets nothing. */
export type Outcome = "given" | "taken" | "given before" | "over";

/** The places of the writes in the transaction. */
const [GIVEN, JOURNEY, CODE] = [0, 1, 2];

/** Gives this code, or nothing of it: the customer's record, the journey's and the code's are written together. */
export async function giveCode(table: Table, gift: Gift, code: string, from: "pattern" | "pool"): Promise<Outcome> {
  const { customer, name, ...about } = gift;
  const { campaign, enrollment, step, until } = about;
  const record: GivenCoupon = { ...about, code };
  const writes: Write[] = [
    { put: toItem(keys.given(customer, enrollment, step), record), if: { absent: true } },
    {
      update: keys.enrollment(customer, campaign),
      set: { coupon: { name, code, ...(until === undefined ? {} : { until }) } },
      // Whoever has read it and writes it back reads it again.
      add: { rev: 1 },
      if: { equals: { id: enrollment, status: "running" } },
    },
    codeWrite(gift, code, from),
  ];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      await table.transact(writes);
      return "given";
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
      if (error.refused.includes(GIVEN)) return await givenBy(table, gift, code);
      if (error.refused.includes(JOURNEY)) return "over";
      if (error.refused.includes(CODE)) return "taken";
      // Another write was in the way.
    }
  }
  throw new Contended(`another write was in the way ${MOST_TRIES} times in a row; the coupon will be given later`);
}

/** A transaction whose answer got lost may be refused by what it did itself: then the record has its code. */
async function givenBy(table: Table, { customer, enrollment, step }: Gift, code: string): Promise<Outcome> {
  const [record] = await table.getMany([keys.given(customer, enrollment, step)]);
  return record?.code === code ? "given" : "given before";
}

function codeWrite({ customer, coupon, campaign, enrollment, step, until }: Gift, code: string, from: string): Write {
  const key = keys.code(code);
  const owner = { customer, campaign, enrollment, step, ...(until === undefined ? {} : { until }) };
  if (from === "pool") {
    return {
      update: key,
      set: { state: "given", ...owner },
      if: { equals: { kind: "coupon", coupon, state: "free" } },
    };
  }
  const made: Code = { kind: "coupon", coupon, state: "given", ...owner };
  return { put: toItem(key, made), if: { absent: true } };
}

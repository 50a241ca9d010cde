import type { Order } from "../../campaign/events.ts";
import { keys, oneSpelling } from "../keys.ts";
import type { Core } from "../ports.ts";
import type { Code } from "./records.ts";

/** A code of an order, in the one spelling of it, and what it leads to where it is one of ours. */
export interface Typed {
  code: string;
  leadsTo: Code | undefined;
}

/** The codes of an order: the friend's first. Nothing is read when it has none. */
export async function codesOf({ table }: Pick<Core, "table">, { referral, coupon }: Order): Promise<Typed[]> {
  const codes = [...new Set([referral, coupon].flatMap((code) => (code === undefined ? [] : oneSpelling(code))))];
  if (codes.length === 0) return [];
  const items = await table.getMany(codes.map(keys.code));
  return codes.map((code, index) => ({ code, leadsTo: items[index] as unknown as Code | undefined }));
}

/** Whose a code is; nobody's when they were erased, or the code was never given. */
export async function holderOf({ table }: Pick<Core, "table">, code: string): Promise<string | undefined> {
  const item = (await table.get(keys.code(code))) as unknown as Code | undefined;
  return item === undefined || (item.kind === "coupon" && item.state === "free") ? undefined : item.customer;
}

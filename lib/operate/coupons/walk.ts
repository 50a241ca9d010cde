import type { Code, GivenCoupon } from "../../journey/advocacy/records.ts";
import { keys } from "../../journey/keys.ts";
import type { Table } from "../../store/table.ts";

/** What became of the codes of a pool, each looked at. */
export interface Walked {
  imported: number;
  free: number;
  given: number;
  redeemed: number;
  /** Taken back before they were redeemed. */
  revoked: number;
  /** Read units. */
  reads: number;
}

const CHUNK = 100;

/** Looks at every code of a pool, and at the records of whoever it was given to. Those of erased customers are given, and no more is known. */
export async function walkPool(table: Table, coupon: string, onProgress?: (done: number) => void): Promise<Walked> {
  const walked: Walked = { imported: 0, free: 0, given: 0, redeemed: 0, revoked: 0, reads: 0 };
  const { pk } = keys.pool(coupon);
  let after: string | undefined;
  do {
    const page = await table.query(pk, { prefix: "code#", limit: CHUNK, ...(after === undefined ? {} : { after }) });
    const codes = page.items.map(({ code }) => keys.code(String(code)));
    const records = (await table.getMany(codes)) as unknown as (Code | undefined)[];
    const given = records.flatMap((record) => (record?.kind === "coupon" && record.state === "given" ? [record] : []));
    const gifts = (await table.getMany(
      given.flatMap((code) =>
        code.customer === undefined ? [] : [keys.given(code.customer, code.enrollment, code.step)],
      ),
    )) as unknown as (GivenCoupon | undefined)[];
    walked.imported += codes.length;
    walked.free += records.filter((record) => record?.kind === "coupon" && record.state === "free").length;
    walked.given = walked.imported - walked.free;
    walked.redeemed += gifts.filter((gift) => gift?.redeemedAt !== undefined).length;
    walked.revoked += given.filter(({ revokedAt }) => revokedAt !== undefined).length;
    walked.reads += codes.length * 2 + gifts.length;
    onProgress?.(walked.imported);
    after = page.next;
  } while (after !== undefined);
  return walked;
}

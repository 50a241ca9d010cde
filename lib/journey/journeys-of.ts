import type { Table } from "../store/table.ts";
import type { CallRecord, GivenCoupon } from "./advocacy/records.ts";
import { readHead } from "./head.ts";
import { partitionOf } from "./keys.ts";
import { readAll } from "./read-all.ts";
import type { Past, Send } from "./records.ts";

/** One enrollment, by what finds it. */
export interface Journey {
  campaign: string;
  id: string;
}

type OfJourney = Pick<Send | CallRecord | GivenCoupon, "campaign" | "enrollment">;

/** Every journey of a customer that anything is left of: those that others have taken the place of, too, and those that only left messages, calls or coupons. */
export async function journeysOf(table: Table, customer: string): Promise<Journey[]> {
  const { enrollments } = await readHead(table, customer);
  const left: Journey[] = [...enrollments.values()];
  const past = (await readAll(table, partitionOf(customer), "past#")) as unknown as Past[];
  left.push(...past);
  for (const prefix of ["send#", "call#", "coupon#"]) {
    const items = (await readAll(table, partitionOf(customer), prefix)) as unknown as OfJourney[];
    left.push(...items.map(({ campaign, enrollment }) => ({ campaign, id: enrollment })));
  }
  return [...new Map(left.map(({ campaign, id }) => [id, { campaign, id }])).values()];
}

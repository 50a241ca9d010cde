import { COUPON_REDEEMED } from "../../campaign/event-facts.ts";
import type { CustomEvent, Purchase, ShopEvent } from "../../campaign/events.ts";
import type { Update } from "../../store/table.ts";
import { keys } from "../keys.ts";
import type { Core } from "../ports.ts";
import type { Typed } from "./codes.ts";
import { aboutHolder, redeemedStep, redemptionId } from "./own-events.ts";

/** What tells the holders of the coupons that a purchase was made with. The shop took them: a late or revoked one counts, too. */
export function redeemedBy({ order, at }: Pick<Purchase, "order" | "at">, codes: readonly Typed[]): ShopEvent[] {
  const { total, currency } = order;
  return codes.flatMap(({ code, leadsTo }) => {
    if (leadsTo?.kind !== "coupon" || leadsTo.state === "free" || leadsTo.customer === undefined) return [];
    const { coupon, campaign, until } = leadsTo;
    const late = until !== undefined && Date.parse(at) > until;
    const data = { coupon, campaign, total, currency, late };
    return [aboutHolder(COUPON_REDEEMED, code, { eventId: redemptionId(leadsTo), at, data })];
  });
}

/** What is written of it to the coupon as it was given; nothing where that is not kept any more. */
export async function redemptionWrites(
  { table }: Pick<Core, "table">,
  { customerId, eventId, at, data = {} }: Pick<CustomEvent, "customerId" | "eventId" | "at" | "data">,
): Promise<Update[]> {
  const { enrollment, step } = redeemedStep(eventId);
  const update = keys.given(customerId, enrollment, step);
  if ((await table.get(update)) === undefined) return [];
  const { total = 0, currency = "" } = data;
  return [{ update, setOnce: { redeemedAt: Date.parse(at), total, currency }, if: { equals: { enrollment } } }];
}

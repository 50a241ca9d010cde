import { COUPON_REDEEMED } from "../../campaign/event-facts.ts";
import type { CustomEvent, Purchase, ShopEvent } from "../../campaign/events.ts";
import type { Shop } from "../../campaign/shop.ts";
import type { Update } from "../../store/table.ts";
import { keys, oneSpelling } from "../keys.ts";
import type { Core } from "../ports.ts";
import type { Typed } from "./codes.ts";
import { aboutHolder, redeemedStep, redemptionId } from "./own-events.ts";
import { isBy } from "./pattern.ts";
import type { Code } from "./records.ts";

/** What became of the coupon of a purchase. */
export type Redemption =
  /** `late`: after its end. `revoked`: after it was taken back. The shop took it all the same. */
  { redeemed: true; late?: true; revoked?: true } | { refused: "unknown code" | "redeemed before" };

type OfSomebody = Extract<Code, { enrollment: string }>;

/** What tells the holders of the coupons that a purchase was made with. The shop took them: a late or revoked one counts, too. */
export function redeemedBy({ order, at }: Pick<Purchase, "order" | "at">, codes: readonly Typed[]): ShopEvent[] {
  const { total, currency } = order;
  return codes.flatMap(({ code, leadsTo }) => {
    if (!isOfSomebody(leadsTo)) return [];
    const { coupon, campaign } = leadsTo;
    const data = { coupon, campaign, total, currency, late: isLate(leadsTo, at) };
    return [aboutHolder(COUPON_REDEEMED, code, { eventId: redemptionId(leadsTo), at, data })];
  });
}

/**
 * What the sender of a purchase is told of its coupon, before it is known whether that was redeemed before. Undefined: it has
 * none, or one that may well be the shop's own.
 */
export function redemptionOf(
  { coupons = {} }: Pick<Shop, "coupons">,
  { order, at }: Pick<Purchase, "order" | "at">,
  codes: readonly Typed[],
): Redemption | undefined {
  const ours = codes.map(({ leadsTo }) => leadsTo).find(isOfSomebody);
  if (ours !== undefined) {
    const isRevoked = ours.revokedAt !== undefined && ours.revokedAt <= Date.parse(at);
    return { redeemed: true, ...(isLate(ours, at) && { late: true }), ...(isRevoked && { revoked: true }) };
  }
  const patterns = Object.values(coupons).flatMap((rules) => ("pattern" in rules ? [rules.pattern] : []));
  const coupon = codes.find(({ code }) => order.coupon !== undefined && code === oneSpelling(order.coupon));
  if (coupon === undefined || coupon.leadsTo?.kind === "referral") return undefined;
  return patterns.some((pattern) => isBy(pattern, coupon.code)) ? { refused: "unknown code" } : undefined;
}

function isOfSomebody(code: Code | undefined): code is OfSomebody {
  return code?.kind === "coupon" && code.state === "given" && code.customer !== undefined;
}

function isLate({ until }: OfSomebody, at: string): boolean {
  return until !== undefined && Date.parse(at) > until;
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

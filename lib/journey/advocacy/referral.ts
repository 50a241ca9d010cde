import { REFERRAL_CONVERTED } from "../../campaign/event-facts.ts";
import type { Order, Purchase, ShopEvent } from "../../campaign/events.ts";
import { rounded } from "../../campaign/rounded.ts";
import type { Contact } from "../contact.ts";
import { keys, partitionOf } from "../keys.ts";
import type { Core } from "../ports.ts";
import { readAll } from "../read-all.ts";
import type { EventMarker, Profile } from "../records.ts";
import type { Typed } from "./codes.ts";
import { isSameMailbox } from "./mailbox.ts";
import { aboutHolder, conversionId } from "./own-events.ts";
import { isSentBack } from "./sent-back.ts";

/** Whether a purchase with a code is a friend's. */
export type Referral = { converted: true } | { refused: Refusal };
export type Refusal =
  | "unknown code"
  | "own code"
  | "not the first order"
  | "same mailbox"
  | "same card or address"
  | "sent back before";

export interface Referred {
  referral: Referral;
  referredBy?: Profile["referredBy"];
  follows: ShopEvent[];
}

/** The buyer before the purchase, and with it. */
interface Buyer {
  before: Profile | undefined;
  profile: Profile;
  contact: Contact;
}

/**
 * Whether a purchase counts as a friend's for the customer whose code it has. Undefined: it has none.
 *
 * 1. The code must be of another customer, whom we know.
 * 2. The buyer must never have bought before.
 * 3. They must not be that customer under another id: other mailbox, other card, other postal address.
 * 4. The order must not have been sent back by then, which a refund may tell before the purchase comes.
 */
export async function referralOf(
  deps: Pick<Core, "table" | "now">,
  { customerId: friend, order, at }: Pick<Purchase, "customerId" | "order" | "at">,
  codes: readonly Typed[],
  buyer: Buyer,
): Promise<Referred | undefined> {
  const { code, leadsTo } = codes.find((typed) => typed.leadsTo?.kind === "referral") ?? {};
  if (code === undefined || leadsTo?.kind !== "referral") {
    return order.referral === undefined ? undefined : refused("unknown code");
  }
  const { customer: advocate } = leadsTo;
  if (advocate === friend) return refused("own code");
  const { before, profile, contact } = buyer;
  if ((before?.orders ?? 0) > 0 || before?.referredBy !== undefined) return refused("not the first order");
  const known = await deps.table.getMany([keys.profile(advocate), keys.contact(advocate)]);
  const [theirs, reached] = known as unknown as [Profile | undefined, Contact | undefined];
  if (theirs === undefined) return refused("unknown code");
  if (isSameMailbox(contact.email, reached?.email)) return refused("same mailbox");
  if (profile.prints?.some((print) => theirs.prints?.includes(print))) return refused("same card or address");
  const refunded = await refundedBefore(deps, friend, before, order);
  if (isSentBack(refunded, order.total)) return refused("sent back before");

  const { id: orderId, total, currency } = order;
  const told = { eventId: conversionId(friend), at, data: { orderId, total, currency } };
  return {
    referral: { converted: true },
    referredBy: { code, order: orderId, total, currency, refunded },
    follows: [aboutHolder(REFERRAL_CONVERTED, code, told)],
  };
}

function refused(why: Refusal): Referred {
  return { referral: { refused: why }, follows: [] };
}

/** Whoever has money back and no order yet had refunds that came before their purchase: nobody else is asked about. */
async function refundedBefore(
  { table }: Pick<Core, "table">,
  customer: string,
  before: Profile | undefined,
  { id, currency }: Order,
): Promise<number> {
  if (Object.keys(before?.spent ?? {}).length === 0) return 0;
  const applied = (await readAll(table, partitionOf(customer), "event#")) as unknown as EventMarker[];
  return applied
    .filter(({ type, facts }) => type === "refund" && facts.orderId === id && facts.currency === currency)
    .reduce((sum, { facts }) => rounded(sum + Number(facts.amount)), 0);
}

import type { Marketplace, Orders } from "../ports.ts";

/** Stands for the customer of an order that belongs to nobody we know. No customer has this id. */
const NOBODY = "@nobody";

/**
 * An order keeps the customer that it came with first: a guest who opens an account later would buy it a second time. Remembered
 * before its event is stored, so that a refund finds it in any case.
 */
export async function customerOfOrder(
  orders: Orders,
  shop: Marketplace,
  orderId: string,
  customerId: string,
): Promise<string> {
  const first = await orders.find(shop, orderId);
  if (first !== undefined && first !== NOBODY) return first;
  await orders.remember(shop, orderId, customerId);
  return customerId;
}

/** Remembers that an order was passed over, so that its refunds are, too. One that counted before stays as it was. */
export async function nobodysOrder(orders: Orders, shop: Marketplace, orderId: string): Promise<void> {
  if ((await orders.find(shop, orderId)) === undefined) await orders.remember(shop, orderId, NOBODY);
}

/** Whose a refunded order is. */
export async function ownerOfOrder(
  orders: Orders,
  shop: Marketplace,
  orderId: string,
): Promise<{ customerId: string } | "nobody" | undefined> {
  const found = await orders.find(shop, orderId);
  if (found === undefined) return undefined;
  return found === NOBODY ? "nobody" : { customerId: found };
}

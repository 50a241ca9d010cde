import { anyEventSchema, type Purchase, type Refund } from "../../../lib/campaign/events.ts";
import { say } from "../../../lib/campaign/faults.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";
import { importOrders } from "../../../lib/simulate/orders/import.ts";
import type { ImportOptions, OrdersFile } from "../../../lib/simulate/orders/imported.ts";

export const shop: Shop = {
  name: "Blue Cup Coffee",
  url: "https://bluecup.example",
  from: "hello@bluecup.example",
  address: "12 Harbor Street",
  timeZone: "Asia/Bangkok",
  locale: "en",
  currency: "USD",
  consent: "soft-opt-in",
};

/** Imports `content`, checks every event against the language, and gives the parts that tests look at. */
export async function imported(content: OrdersFile["content"], options: Partial<ImportOptions> = {}) {
  const result = await importOrders({ path: "orders.csv", content }, { shop, seed: "seed", ...options });
  for (const event of result.events) anyEventSchema.parse(event);
  return {
    ...result,
    said: result.faults.map(say),
    purchases: result.events.filter((event): event is Purchase => event.type === "purchase"),
    refunds: result.events.filter((event): event is Refund => event.type === "refund"),
  };
}

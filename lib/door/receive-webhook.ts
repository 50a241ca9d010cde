import { admit } from "./admit.ts";
import type { ToldFault } from "./faults.ts";
import type { Answer, DoorPorts, DoorRequest, Marketplace, Surroundings } from "./ports.ts";
import { fromShopify } from "./shopify/translate.ts";
import { store } from "./store.ts";
import { fromWooCommerce } from "./woocommerce/translate.ts";

const SHOPS = {
  shopify: { translate: fromShopify, where: "Shopify event" },
  woocommerce: { translate: fromWooCommerce, where: "WooCommerce event" },
};

/**
 * Takes one webhook that is known to be the shop's. What cannot be read is told to the shop, which nobody may look at, and set
 * aside. Throws when a port does.
 */
export async function receiveWebhook(
  shop: Marketplace,
  headers: DoorRequest["headers"],
  payload: unknown,
  around: Surroundings,
  now: number,
  put: DoorPorts["put"],
): Promise<Answer> {
  const { translate, where } = SHOPS[shop];
  const said = await translate(headers, payload, around);
  if ("passedOver" in said) return { status: 200, body: said };
  if ("unknownOrder" in said) {
    // A failure would be retried for hours, and cost the subscription in the end.
    const message = said.unknownOrder;
    return { status: 202, body: { setAside: message }, aside: { name: "UnknownOrder", message } };
  }
  if ("faults" in said) return unreadable({ faults: said.faults }, said.faults);

  const { results, errors } = await store(
    said.drafts.map((draft) => admit(draft, where, now)),
    put,
  );
  const body = { events: results };
  if (errors.length > 0) return { status: 503, body, errors };
  const faults = results.flatMap((result) => ("faults" in result ? result.faults : []));
  return faults.length > 0 ? unreadable(body, faults) : { status: 202, body };
}

function unreadable(body: object, faults: readonly ToldFault[]): Answer {
  const message = faults.map(({ where, what, fix }) => `${where}: ${what}; ${fix}`).join("\n");
  return { status: 422, body, aside: { name: "UnreadableWebhook", message } };
}

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
 * Takes one webhook that is known to be the shop's. What cannot be read is set aside, with its faults, and counts as taken: a
 * shop system that is refused sends the same again for hours, and gives up its webhook in the end, with every order that
 * follows (WooCommerce after five refusals in a row, without a word). Throws when a port does.
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
  return { status: 202, body, aside: { name: "UnreadableWebhook", message } };
}

import { html } from "hono/html";
import type { CustomerFile } from "../../read/customer.ts";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { money, when } from "./words.ts";

const MOST_SHOWN = 100;

/** What the shop said about a customer, the latest first. */
export function eventList(site: Site, events: CustomerFile["events"], path: string): Markup {
  const clock = shopTime(site);
  const refunded = new Set(events.flatMap(({ type, facts }) => (type === "refund" ? [facts.orderId] : [])));
  return html`<ul class="lines">${events.slice(0, MOST_SHOWN).map(
    ({ id, type, at, facts }) =>
      html`<li><span><b>${type}</b> ${told(facts)} <small>${id}</small></span>
          <span>${type === "purchase" && !refunded.has(facts.id) ? refund(facts, path) : NOTHING} ${when(at, clock)}</span></li>`,
  )}</ul>
    ${events.length > MOST_SHOWN ? html`<p class="soft">and ${events.length - MOST_SHOWN} earlier ones</p>` : NOTHING}`;
}

/** The whole order comes back, once. */
function refund({ id }: Record<string, unknown>, path: string): Markup {
  return html`<form class="inline" method="post" action="${path}/refunds">
    <input type="hidden" name="order" value="${String(id)}">
    <button aria-label="They send it back: order ${String(id)}">They send it back</button>
  </form>`;
}

function told(facts: Record<string, unknown>): Markup | string {
  const { total, amount, currency, items, orderId, coupon } = facts;
  const sum = typeof total === "number" ? total : amount;
  if (typeof sum === "number" && typeof currency === "string") {
    const what = Array.isArray(items) ? items.join(", ") : String(orderId ?? coupon ?? "");
    return html`${money(sum, currency)} <span class="soft">${what}</span>`;
  }
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}

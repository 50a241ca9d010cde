import { html } from "hono/html";
import type { CustomerFile } from "../../read/customer.ts";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { money, when } from "./words.ts";

const MOST_SHOWN = 100;

/** What the shop said about a customer, the latest first. */
export function eventList(site: Site, events: CustomerFile["events"]): Markup {
  const clock = shopTime(site);
  return html`<ul class="lines">${events
    .slice(0, MOST_SHOWN)
    .map(
      ({ id, type, at, facts }) =>
        html`<li><span><b>${type}</b> ${told(facts)} <small>${id}</small></span> <span>${when(at, clock)}</span></li>`,
    )}</ul>
    ${events.length > MOST_SHOWN ? html`<p class="soft">and ${events.length - MOST_SHOWN} earlier ones</p>` : NOTHING}`;
}

function told({ total, amount, currency, items, orderId, ...others }: Record<string, unknown>): Markup | string {
  const sum = typeof total === "number" ? total : amount;
  if (typeof sum === "number" && typeof currency === "string") {
    const what = Array.isArray(items) ? items.join(", ") : String(orderId ?? "");
    return html`${money(sum, currency)} <span class="soft">${what}</span>`;
  }
  return Object.entries(others)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}

import { html } from "hono/html";
import type { GiftFigures } from "../../read/summary.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { count, moneys, share } from "./words.ts";

/** What steps gave, what of it was redeemed, and with how much money. */
export function couponTable(keys: readonly string[], gifts: ReadonlyMap<string, GiftFigures>): Markup {
  const revenue = [...gifts.values()].some(({ revenue }) => revenue.size > 0);
  return html`<div class="scroll"><table>
    <thead><tr><th>Step</th><th class="n">Given</th><th class="n">Redeemed</th>${revenue ? html`<th class="n">Bought with them</th>` : NOTHING}</tr></thead>
    <tbody>${keys.map((key) => {
      const { given, redeemed, revenue: money } = gifts.get(key) ?? { given: 0, redeemed: 0, revenue: new Map() };
      return html`<tr><td>${key}</td><td class="n">${count(given)}</td><td class="n">${count(redeemed)} <small>${share(redeemed, given)}</small></td>${revenue ? html`<td class="n">${moneys(money)}</td>` : NOTHING}</tr>`;
    })}</tbody>
  </table></div>`;
}

import { html } from "hono/html";
import type { Site } from "../site.ts";
import { page } from "./parts/layout.ts";
import type { Markup } from "./parts/markup.ts";

/** Asks once more: the id must be typed, because nothing brings a customer back. */
export function erasePage(site: Site, id: string): Markup {
  const path = `/customers/${encodeURIComponent(id)}`;
  return page(site, {
    title: `Erase ${id}`,
    menu: "customers",
    path: `${path}/forget`,
    body: html`
      <p class="crumb"><a href="/customers">Customers</a> / <a href="${path}">${id}</a> / erase</p>
      <h1>Erase this customer?</h1>
      <section class="panel">
        <p>Every journey is stopped. Their records, their messages in this inbox and what happened to them are removed from the
          database, and the file is written anew. <strong>Nothing can bring them back.</strong></p>
        <p>What stays: figures, which are about nobody; and, when their address must never be mailed or its mailbox said no,
          a keyed hash of it, so that it is not written to again. An event that is told later makes a new customer.</p>
        <p><a href="${path}/export.json" download>Download everything about them</a> first, if they asked for it.</p>
        <form class="row" method="post" action="${path}/forget">
          <label>Type the id, ${id} <input name="confirm" autocomplete="off" required></label>
          <button>Erase for good</button>
        </form>
      </section>`,
  });
}

import { html } from "hono/html";
import type { Site } from "../site.ts";
import { page } from "./parts/layout.ts";
import type { Markup } from "./parts/markup.ts";

/** Tells what is wrong and where to go on. */
export function troublePage(site: Site, title: string, words: string): Markup {
  return page(site, {
    title,
    path: "/",
    body: html`<h1>${title}</h1><p class="lead">${words}</p><p><a href="/">To the campaigns</a></p>`,
  });
}

import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { CustomerPage } from "./page.ts";
import { STYLE } from "./style.ts";

/** What such a page may do: show itself in its own style, and post its own form. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Of what no machine should keep or list. */
export const UNLISTED_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "x-robots-tag": "noindex",
};

/** A link in a message is the key to a person's page: it is not to be kept, passed on or listed. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  ...UNLISTED_HEADERS,
};

/** A page for customers as a whole document, to be sent with {@link PAGE_HEADERS}. */
export function documentOf({ language, title, body }: CustomerPage): string {
  return String(html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body><main>${body}</main></body>
</html>`);
}

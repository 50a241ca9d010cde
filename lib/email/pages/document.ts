import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { CustomerPage } from "./unsubscribe.ts";

const STYLE = `:root{color-scheme:light dark}
body{margin:0;padding:12vh 1.5rem;font:1.05rem/1.6 system-ui,sans-serif;color:#222;background:#fff}
main{max-width:32rem;margin:0 auto}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}
button{margin-top:.5rem;padding:.7rem 1.4rem;font:inherit;font-weight:600;color:#fff;background:#1f4fd8;border:0;border-radius:.5rem;cursor:pointer}
button:focus-visible{outline:3px solid #8fb0ff;outline-offset:2px}
@media(prefers-color-scheme:dark){body{color:#eee;background:#16181d}button{background:#4a78ff}}`;

/** What such a page may do: show itself in its own style, and post its own form. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A link in a message is the key to a person's page: it is not to be kept, passed on or listed. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": POLICY,
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
};

/** A page for customers as a whole document, to be sent with {@link PAGE_HEADERS}. */
export function documentOf({ title, body }: CustomerPage): string {
  return String(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body><main>${body}</main></body>
</html>`);
}

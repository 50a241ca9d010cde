import type { MiddlewareHandler } from "hono";

/** Nobody may frame or script these pages, and they load nothing from anywhere else. */
const PAGE_POLICY =
  "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/** Without any referrer, browsers would call the origin of our own forms null. */
const HEADERS: Record<string, string> = {
  "content-security-policy": PAGE_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** A route that has set one of these has its reasons. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  }
};

/**
 * Turns away pages of other sites that reach for this machine's loopback address: by a name of theirs that leads here (DNS
 * rebinding), or by posting a form. Programs send neither Origin nor Sec-Fetch-Site and are let in.
 */
export function guard(port: number): MiddlewareHandler {
  const hosts = new Set(["localhost", "127.0.0.1", "[::1]"].flatMap((name) => withPort(name, port)));
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  return async (context, next) => {
    if (!hosts.has((context.req.header("host") ?? "").toLowerCase())) {
      return context.text(`This server answers only to its own names, such as http://127.0.0.1:${port}.\n`, 403);
    }
    const isReading = context.req.method === "GET" || context.req.method === "HEAD";
    if (!isReading && !isOurs(context.req.header("origin"), context.req.header("sec-fetch-site"), origins)) {
      return context.text("Another site's page may not do this; do it on this server's own pages.\n", 403);
    }
    return next();
  };
}

function isOurs(origin: string | undefined, site: string | undefined, origins: ReadonlySet<string>): boolean {
  const isOurSite = site === undefined || site === "same-origin" || site === "none";
  return isOurSite && (origin === undefined || origins.has(origin));
}

/** Browsers leave port 80 out. */
function withPort(name: string, port: number): string[] {
  return port === 80 ? [name, `${name}:80`] : [`${name}:${port}`];
}

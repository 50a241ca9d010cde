import type { SignedLinks } from "../../email/links.ts";

/** An opening tag with its address, whichever quotes it has. */
const LINK = /(<(?:a|area)\b[^>]*?\shref\s*=\s*)("[^"]*"|'[^']*')/gi;
const ENTITIES: Record<string, string> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };

/** The web addresses that a message links to, in their order; whatever else (mailto:, #) is none. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(LINK)].flatMap(([, , quoted = ""]) => webAddress(quoted) ?? []);
}

/**
 * The message with its links leading over this server, as SES's tracking does it: `/c/{mail}/{number}` counts the click and
 * leads on. Links to pages for customers lead to this server's own, also when the message was written while it had another port.
 */
export function withTrackedLinks(html: string, mail: number, links: SignedLinks): string {
  let number = -1;
  return html.replace(LINK, (whole, before: string, quoted: string) => {
    const address = webAddress(quoted);
    if (address === undefined) return whole;
    number += 1;
    return `${before}"${ownPage(address, links) ?? `/c/${mail}/${number}`}" target="_blank" rel="noreferrer"`;
  });
}

/** The path of a link that only we can have made, with the score that it chooses; or of a code's, which leads to this machine. */
function ownPage(address: string, { verify, referral }: SignedLinks): string | undefined {
  const followed = URL.parse(address);
  if (followed === null) return undefined;
  const { pathname: path, search, hostname } = followed;
  const [, way, token = ""] = path.split("/");
  const isOwn =
    (way === "u" && verify.unsubscribe(token) !== undefined) ||
    (way === "p" && verify.preferences(token) !== undefined) ||
    (way === "y" && verify.confirm(token) !== undefined) ||
    (way === "s" && verify.survey(token) !== undefined) ||
    (way === "r" && isSamePlace(hostname, path, URL.parse(referral(token))));
  return isOwn ? `${path}${search}`.replaceAll("&", "&amp;") : undefined;
}

/** Nothing in a code's link is signed, and the shop may have such paths, too. */
function isSamePlace(hostname: string, path: string, own: URL | null): boolean {
  return hostname === own?.hostname && path === own.pathname;
}

function webAddress(quoted: string): string | undefined {
  const written = quoted
    .slice(1, -1)
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|quot|apos|lt|gt));/gi, decoded)
    .trim();
  // As browsers read it: line breaks are gone, and other scripts encoded once. A header takes nothing else.
  const url = URL.parse(written);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function decoded(entity: string, hexadecimal?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

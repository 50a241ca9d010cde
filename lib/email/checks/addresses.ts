interface Refusal {
  /** Goes on after the address. */
  what: string;
  why: string;
  fix: string;
}

/** `link` may also write mail and telephone; `image` is loaded. */
export type AddressKind = "link" | "image";

const WRITE = "begin it with https:// or {{ shop.url }}";
const BLOCKED = { why: "mail programs block it", fix: WRITE };

/**
 * Why this address may not stand in a message. With `isStart`, more of it is only known when the message is written.
 * A message has no page to be relative to, and what is not https can be read and changed on its way.
 */
export function refuseAddress(address: string, kind: AddressKind, isStart = false): Refusal | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (address === "") return { what: "is empty", why: "it would lead nowhere", fix: WRITE };
  if (address.startsWith("#")) {
    return { what: "leads to no page", why: "many mail programs do not jump inside of messages", fix: WRITE };
  }
  if (scheme === undefined) {
    return { what: "is relative", why: "a message has no page that it could be relative to", fix: WRITE };
  }
  if (scheme === "http") {
    return {
      what: "is not https",
      why: "on its way it can be read and changed, and mail programs warn of it",
      fix: "write https://",
    };
  }
  if (kind === "link" && (scheme === "mailto" || scheme === "tel")) return undefined;
  if (scheme !== "https") return { what: `begins with ${scheme}:`, ...BLOCKED };
  if (isStart || URL.canParse(address)) return undefined;
  return { what: "cannot be read as an address", why: "it would lead nowhere", fix: "mend it" };
}

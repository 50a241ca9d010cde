/** A DMARC policy record, as far as it matters here: https://www.rfc-editor.org/rfc/rfc9989 */
export interface Dmarc {
  /** What receivers are asked to do with mail that fails; `sp` is for subdomains without a record of their own. */
  p: Request;
  sp?: Request;
  /** Whether the DKIM domain must be the very one of From. */
  adkim: "relaxed" | "strict";
  aspf: "relaxed" | "strict";
  /** Where reports go. */
  rua: string[];
  /** y: a domain under which others register; n: the top of one organization. */
  psd: "y" | "n" | "u";
}

type Request = "none" | "quarantine" | "reject";

const VERSION = /^v\s*=\s*DMARC1\s*(;|$)/;
const REQUESTS: readonly string[] = ["none", "quarantine", "reject"];

/** Whether a TXT record is meant as a DMARC record; whatever else stands there is passed over. */
export function isDmarc(text: string): boolean {
  return VERSION.test(text.trim());
}

/** Reads a record; a fault in words where receivers would not take it. Unknown tags are passed over, as receivers do. */
export function parseDmarc(text: string): Dmarc | { fault: string } {
  const tags = new Map<string, string>();
  for (const part of text.split(";").slice(1)) {
    const at = part.indexOf("=");
    if (at < 0) {
      if (part.trim() !== "") return { fault: `"${part.trim()}" is no tag` };
      continue;
    }
    tags.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
  }
  const rua = (tags.get("rua") ?? "")
    .split(",")
    .map((uri) => uri.trim())
    .filter((uri) => uri !== "");
  const p = tags.get("p")?.toLowerCase();
  // RFC 9989 takes a record without p as one with p=none; receivers by RFC 7489 do so only if it names where reports go.
  if (p === undefined && rua.length === 0) return { fault: "it has neither p nor rua" };
  if (p !== undefined && !REQUESTS.includes(p)) return { fault: `p=${p} is none of ${REQUESTS.join(", ")}` };
  const sp = tags.get("sp")?.toLowerCase();
  const psd = tags.get("psd")?.toLowerCase();
  return {
    p: (p ?? "none") as Request,
    ...(sp !== undefined && REQUESTS.includes(sp) ? { sp: sp as Request } : {}),
    adkim: tags.get("adkim")?.toLowerCase() === "s" ? "strict" : "relaxed",
    aspf: tags.get("aspf")?.toLowerCase() === "s" ? "strict" : "relaxed",
    rua,
    psd: psd === "y" || psd === "n" ? psd : "u",
  };
}

import { isAddress } from "../../campaign/parts/address.ts";

/**
 * A line break in a name, an address or a value would begin another header, wherever it came from.
 * @throws Error that names the header, and never its value: it may be personal
 */
export function withoutControls(header: string, text: string): string {
  const at = text.search(/\p{Cc}/u);
  if (at < 0) return text;
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  throw new Error(`${header}: character ${at + 1} is the control character U+${code}; a header has none, take it out`);
}

/** SES knows no SMTPUTF8 (RFC 6531): both sides of the @ must be ASCII, the domain as Punycode where it is international. */
export function asciiAddress(header: string, email: string): string {
  withoutControls(header, email);
  if (/^[!-~]+$/.test(email) && isAddress(email)) return email;
  throw new Error(`${header}: this is not an address in ASCII, such as ann@xn--bcher-kva.example; SES takes no other`);
}

import { hash } from "node:crypto";
import { header } from "./fold.ts";
import { quotedPrintable } from "./quoted-printable.ts";

/** RFC 2045, 6.8 */
const BASE64_LINE = /.{1,76}/g;

/**
 * The text and the HTML of one message, as headers, an empty line, and the parts. The best comes last (RFC 2046, 5.1.4), and
 * all of it is ASCII: SES would garble 8-bit letters where it adds its own links for opens and clicks
 * (https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html).
 */
export function alternatives(text: string, html: string): string[] {
  // No encoded part can have "=_" in it (RFC 2045, 6.7); the hash keeps messages inside of others apart.
  const boundary = `=_${hash("sha256", `${text}\0${html}`, "hex").slice(0, 32)}`;
  return [
    "MIME-Version: 1.0",
    header("Content-Type", ["multipart/alternative;", `boundary="${boundary}"`]),
    "",
    `--${boundary}`,
    ...part("text/plain", text),
    `--${boundary}`,
    ...part("text/html", html),
    `--${boundary}--`,
    "",
  ];
}

function part(type: string, content: string): string[] {
  // RFC 2045, 6.8 and RFC 2046, 4.1.1: in text every line break is CRLF, and neither comes alone.
  const lines = content.split(/\r\n|\r|\n/);
  const isBase64 = isShorterInBase64(content);
  return [
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${isBase64 ? "base64" : "quoted-printable"}`,
    "",
    isBase64 ? base64(lines.join("\r\n")) : lines.map(quotedPrintable).join("\r\n"),
  ];
}

/** Quoted-printable makes three characters of each byte that is not ASCII, base64 four of any three bytes. */
function isShorterInBase64(content: string): boolean {
  const bytes = Buffer.byteLength(content);
  const ascii = content.length - content.replace(/[\0-\x7f]/g, "").length;
  return (bytes - ascii) * 6 > bytes;
}

function base64(content: string): string {
  return (Buffer.from(content).toString("base64").match(BASE64_LINE) ?? []).join("\r\n");
}

import PostalMime, { type Email } from "postal-mime";
import { expect } from "vitest";

export interface ReadMail {
  email: Email;
  html: string;
  text: string;
  /** By name in lower case. */
  headers: Map<string, string>;
  /** Of the text and of the HTML. */
  encodings: (string | undefined)[];
}

/** What a mail program makes of it. Checks, too, what every message must keep to: RFC 5322, 2.1 and 2.1.1, and SES's 7 bits. */
export async function readMime(mime: string): Promise<ReadMail> {
  expect(mime).toMatch(/^[\t\r\n -~]*$/);
  expect(mime.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(mime.endsWith("\r\n")).toBe(true);
  const lines = mime.split("\r\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(998);
  const body = lines.slice(lines.indexOf(""));
  expect(Math.max(...body.map(({ length }) => length))).toBeLessThanOrEqual(76);
  const email = await PostalMime.parse(mime);
  const encodings = [...mime.matchAll(/^Content-Transfer-Encoding: (\S+)\r$/gm)].map(([, encoding]) => encoding);
  expect(encodings).toHaveLength(2);
  return {
    email,
    text: content(email.text, encodings[0]),
    html: content(email.html, encodings[1]),
    headers: new Map(email.headers.map(({ key, value }) => [key, value])),
    encodings,
  };
}

/** The parser leaves a part the line break before the boundary, which is no part of it (RFC 2046, 5.1.1). */
function content(found: string | undefined, encoding: string | undefined): string {
  const lines = (found ?? "").replaceAll("\r\n", "\n");
  return encoding === "quoted-printable" ? lines.replace(/\n$/, "") : lines;
}

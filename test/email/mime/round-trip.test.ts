import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeMime } from "../../../lib/email/mime/compose.ts";
import { mail } from "./given.ts";
import { readMime } from "./read.ts";

/** Letters that programs have stumbled over: marks on letters, joined emoji, writing from right to left, what MIME uses itself. */
const PIECES = [
  "สวัสดีค่ะ",
  "กำลังใจ",
  "Nguyễn Thị Hường",
  "ấ̂̂",
  "e\u0301\u0323",
  "👩‍👩‍👧‍👦",
  "🇹🇭",
  "☕️",
  "𝒳",
  "שלום",
  "مرحبا\u200f",
  "日本語",
  "\u00a0",
  "\u2028",
  "=?UTF-8?B?QUJD?=",
  "=?utf-8?q?=41?=",
  '"',
  "\\",
  ",",
  ";",
  "<a@b.example>",
  "(x)",
  "  ",
  " ",
  "=",
  "=20",
  ".",
  "--=_",
  "_",
  "?",
  "From ",
  "x".repeat(90),
];
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);
/** A byte order mark at the beginning is none of the text to any reader. */
const written = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("").replaceAll("\ufeff", ""));
/** What may stand in a header. */
const oneLine = written.map((text) => text.replaceAll(/\p{Cc}/gu, ""));
const content = fc.array(written, { maxLength: 6 }).map((lines) => lines.join("\n").replaceAll(/\r\n?/g, "\n"));

/** Each line of a header with an encoded-word, and each encoded-word (RFC 2047, 2), with what it says. */
function encodedWords(mime: string): string[] {
  const head = mime.slice(0, mime.indexOf("\r\n\r\n"));
  for (const line of head.split("\r\n")) if (line.includes("=?UTF-8?B?")) expect(line.length).toBeLessThanOrEqual(76);
  return [...head.matchAll(/=\?UTF-8\?B\?([^?\s]*)\?=/g)].map(([word, base64]) => {
    expect(word.length).toBeLessThanOrEqual(75);
    // Throws for a letter that was cut in two.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64 ?? "", "base64"));
  });
}

describe("whatever is written", () => {
  it("comes back from the headers: any subject, any name", async () => {
    await fc.assert(
      fc.asyncProperty(oneLine, oneLine, async (subject, fromName) => {
        const mime = composeMime(mail({ subject, fromName }));
        encodedWords(mime);
        const { email } = await readMime(mime);
        expect(email.subject ?? "").toBe(subject.toWellFormed());
        expect(email.from).toEqual({ name: fromName.toWellFormed(), address: "hello@bluecup.example" });
        expect(email.to).toEqual([{ name: "", address: "ann@mail.example" }]);
      }),
      { numRuns: 400 },
    );
  });

  it("comes back from the body: any text, any HTML", async () => {
    await fc.assert(
      fc.asyncProperty(content, content, async (text, html) => {
        const found = await readMime(composeMime(mail({ text, html })));
        expect(found.text).toBe(text.toWellFormed());
        expect(found.html).toBe(html.toWellFormed());
      }),
      { numRuns: 400 },
    );
  });

  it("is one subject in several words, none cut within a letter", () => {
    const subject = "Xin chào Nguyễn, cà phê của bạn đang ở trên đường ☕️ 👩‍👩‍👧‍👦 สวัสดีค่ะ".repeat(4);
    const words = encodedWords(composeMime(mail({ subject })));
    expect(words.length).toBeGreaterThan(6);
    expect(words.join("")).toBe(subject);
  });
});

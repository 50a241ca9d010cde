import { describe, expect, it } from "vitest";
import { composeMime } from "../../../lib/email/mime/compose.ts";
import { mail } from "./given.ts";
import { readMime } from "./read.ts";

const HEAD = "From: Blue Cup Coffee <hello@bluecup.example>";
const lines = (parts?: Parameters<typeof mail>[0]) => composeMime(mail(parts)).split("\r\n");
const read = (parts?: Parameters<typeof mail>[0]) => readMime(composeMime(mail(parts)));

describe("a composed message", () => {
  it("has these lines", () => {
    const boundary = `--=_${"0".repeat(32)}`;
    expect(
      lines({ replyTo: "help@bluecup.example" }).map((line) => line.replace(/[0-9a-f]{32}/, "0".repeat(32))),
    ).toEqual([
      HEAD,
      "To: ann@mail.example",
      "Reply-To: help@bluecup.example",
      "Subject: Hello",
      "List-Unsubscribe: <https://mail.bluecup.example/u/x>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "MIME-Version: 1.0",
      "Content-Type: multipart/alternative;",
      ` boundary="=_${"0".repeat(32)}"`,
      "",
      boundary,
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Hello",
      boundary,
      "Content-Type: text/html; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "<p>Hello</p>",
      `${boundary}--`,
      "",
    ]);
  });

  it("is the same each time, and has a boundary of its own", () => {
    expect(lines()).toEqual(lines());
    const boundary = (text: string) => lines({ text }).find((line) => line.startsWith(" boundary="));
    expect(boundary("one")).not.toBe(boundary("two"));
  });

  it("cannot be ended by what is in it", async () => {
    const boundary = lines().find((line) => line.startsWith("--")) ?? "";
    const text = `${boundary}\n${boundary}--\n--=_\n.`;
    expect((await read({ text })).text).toBe(text);
  });

  it.each([
    ["quoted-printable", "Crème brûlée with 10 % off = a treat"],
    ["base64", "กาแฟเชียงใหม่สำหรับคุณ"],
  ])("is written in %s where that is shorter", async (encoding, text) => {
    const found = await read({ text });
    expect(found.encodings).toEqual([encoding, "quoted-printable"]);
    expect(found.text).toBe(text);
  });

  it.each(["a\r\nb", "a\rb", "a\nb"])("has one kind of line break: %j", async (text) => {
    expect((await read({ text })).text).toBe("a\nb");
    expect((await read({ text: text.replaceAll(/[ab]/g, "กขค") })).text).toBe("กขค\nกขค");
  });

  it("keeps spaces at the ends of lines, which mail servers may drop otherwise", async () => {
    const text = "one  \ntwo\t\n\t\n three";
    expect(composeMime(mail({ text }))).not.toMatch(/[ \t]\r\n/);
    expect((await read({ text })).text).toBe(text);
  });
});

describe("the name it comes from", () => {
  const from = (fromName: string) => lines({ fromName })[0];

  it.each([
    ["Blue Cup Coffee", "Blue Cup Coffee"],
    ["Cup, Blue", '"Cup, Blue"'],
    ['The "Blue" Cup', '"The \\"Blue\\" Cup"'],
    ["Blue\\Cup", '"Blue\\\\Cup"'],
    ["Blue Cup Inc.", '"Blue Cup Inc."'],
    ["sam@bluecup.example", '"sam@bluecup.example"'],
    ["Röstwerk", "=?UTF-8?B?UsO2c3R3ZXJr?="],
  ])("%s is written %s", async (name, written) => {
    expect(from(name)).toBe(`From: ${written} <hello@bluecup.example>`);
    expect((await read({ fromName: name })).email.from).toEqual({ name, address: "hello@bluecup.example" });
  });

  it("may be missing", () => expect(from("")).toBe("From: hello@bluecup.example"));

  it.each(["=?UTF-8?B?QUJD?=", " two  spaces ", "x".repeat(200)])("means what it says: %j", async (name) => {
    expect((await read({ fromName: name })).email.from?.name).toBe(name);
  });

  it("cannot be read as another address", async () => {
    const name = 'PayPal <service@paypal.example>, "x';
    const { email } = await read({ fromName: name });
    expect(email.from).toEqual({ name, address: "hello@bluecup.example" });
  });
});

describe("what cannot be a header", () => {
  const refused = (parts: Parameters<typeof mail>[0]) => () => composeMime(mail(parts));

  it.each(["\r\nBcc: eve@mail.example", "\n", "\r", "\0", "\t", "\x1b", "\x7f", "\x85"])(
    "is refused everywhere: %j",
    (bad) => {
      const fault =
        /(From|To|Reply-To|Subject|X-Note): character \d+ is the control character U\+[0-9A-F]{4}; .*take it out/;
      expect(refused({ subject: `Hello${bad}` })).toThrow(fault);
      expect(refused({ fromName: `Blue${bad}Cup` })).toThrow(fault);
      expect(refused({ from: `hello@bluecup.example${bad}` })).toThrow(fault);
      expect(refused({ to: `ann${bad}@mail.example` })).toThrow(fault);
      expect(refused({ replyTo: `${bad}help@bluecup.example` })).toThrow(fault);
      expect(refused({ headers: { "X-Note": `one${bad}two` } })).toThrow(fault);
      expect(refused({ headers: { [`X-Note${bad}`]: "one" } })).toThrow(/a header's name has characters/);
    },
  );

  it.each([
    "ann@mail.example, eve@mail.example",
    "Ann <ann@mail.example>",
    "ann@mail.example>",
    "ann mail@mail.example",
    "ann",
    "jösé@mail.example",
    "ann@bücher.example",
    "",
  ])("is refused as an address, and not told: %j", (to) => {
    const fault = "To: this is not an address in ASCII, such as ann@xn--bcher-kva.example; SES takes no other";
    expect(refused({ to })).toThrow(new Error(fault));
  });

  it.each(["from", "To", "CC", "bcc", "Subject", "Reply-To", "Return-Path", "MIME-Version", "content-type"])(
    "is refused where the composer has its own: %s",
    (name) => expect(refused({ headers: { [name]: "x" } })).toThrow(`${name}: this header is the composer's own`),
  );

  it("is refused with a name that no header can have, a second time, or in other letters", () => {
    for (const name of ["", "X Note", "X:Note", "X-Nöte"])
      expect(refused({ headers: { [name]: "x" } })).toThrow(/a header's name has characters/);
    expect(refused({ headers: { "X-Note": "1", "x-note": "2" } })).toThrow("x-note: this header is there twice");
    expect(refused({ headers: { "X-Note": "schön" } })).toThrow("X-Note: this value has characters that are not ASCII");
  });

  it("is refused when SES would not take it for its length", async () => {
    const link = (length: number) => ({
      "List-Unsubscribe": `<https://mail.bluecup.example/${"u".repeat(length - 31)}>`,
    });
    expect(refused({ headers: link(996) })).toThrow("List-Unsubscribe: this value has 996 characters; SES takes 995");
    expect((await read({ headers: link(995) })).headers.get("list-unsubscribe")).toBe(link(995)["List-Unsubscribe"]);
  });
});

describe("a long header", () => {
  it("is folded at its spaces", async () => {
    const value = Array.from({ length: 40 }, (_, n) => `word-${n}`).join(" ");
    const found = lines({ subject: value, headers: { "X-Words": value } });
    for (const line of found) expect(line.length).toBeLessThanOrEqual(76);
    expect(found.filter((line) => /^ word-\d+/.test(line)).length).toBeGreaterThan(6);
    const { email, headers } = await read({ subject: value, headers: { "X-Words": value } });
    expect([email.subject, headers.get("x-words")]).toEqual([value, value]);
  });

  it("keeps a link whole, and on the line of its name", () => {
    const link = `<https://mail.bluecup.example/u/${"a".repeat(300)}>`;
    expect(lines({ headers: { "List-Unsubscribe": link } })).toContain(`List-Unsubscribe: ${link}`);
  });
});

import { describe, expect, it } from "vitest";
import { unsubscribeHeaders } from "../../lib/journey/send/headers.ts";

describe("unsubscribe headers", () => {
  it("offer the one-click POST of RFC 8058", () => {
    expect(unsubscribeHeaders("https://shop.example/u/a.b")).toEqual({
      "List-Unsubscribe": "<https://shop.example/u/a.b>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
  });

  it("let no other header in", () => {
    const [value] = Object.values(unsubscribeHeaders("https://shop.example/u/a\r\nBcc: x>,<y"));
    expect(value).not.toMatch(/[\r\n]/);
    expect(value?.match(/[<>]/g)).toEqual(["<", ">"]);
    expect(() => unsubscribeHeaders(`https://shop.example/${"a".repeat(1000)}`)).toThrow(/a header takes 993/);
  });
});

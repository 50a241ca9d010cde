import { describe, expect, it } from "vitest";
import { readReason, saysUnsubscribed } from "../../../../lib/operate/suppression/csv/reason.ts";

describe("a reason of another service", () => {
  it.each([
    ["BOUNCE", "bounced"],
    ["Hard bounce", "bounced"],
    ["['HARD_BOUNCE']", "bounced"],
    ["COMPLAINT", "complained"],
    ["spam-report", "complained"],
    ["asked by phone", "asked by phone"],
  ])("is ours where we have a word for it: %s", (text, ours) => {
    expect(readReason(text)).toBe(ours);
  });

  it("tells no address, however a mail server answered", () => {
    const reason = readReason("550 5.1.1 <Ann.Smith@mail.example>:\r\n  no such  user (ann.smith@mail.example)");
    expect(reason).toBe("550 5.1.1 <[address]>: no such user ([address])");
    expect(readReason("x".repeat(500))).toHaveLength(120);
  });

  it.each(["unsubscribed", "UNSUBSCRIBE", "Global Unsubscribe", "opted out", '["UNSUBSCRIBE"]'])(
    "may be a no, which is no suppression: %s",
    (text) => {
      expect(saysUnsubscribed(text)).toBe(true);
    },
  );

  it.each(["bounced", "complained", "never unsubscribed"])("is no such no: %s", (text) => {
    expect(saysUnsubscribed(text)).toBe(false);
  });
});

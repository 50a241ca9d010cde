import { describe, expect, it } from "vitest";
import { alignment } from "../../../lib/operate/check/domain/align.ts";
import { discover, walk } from "../../../lib/operate/check/domain/discover.ts";
import { isDmarc, parseDmarc } from "../../../lib/operate/check/domain/dmarc.ts";
import { givenDns } from "./given.ts";

describe("a DMARC record", () => {
  it("is read tag by tag, whatever their order and spelling", () => {
    expect(
      parseDmarc("v=DMARC1; rua=mailto:a@x.example, mailto:b@x.example; p=Reject; sp=none; adkim=s; fo=1;"),
    ).toEqual({
      p: "reject",
      sp: "none",
      adkim: "strict",
      aspf: "relaxed",
      rua: ["mailto:a@x.example", "mailto:b@x.example"],
      psd: "u",
    });
  });

  it("without p is one that asks for nothing, where it says where reports go", () => {
    expect(parseDmarc("v=DMARC1; rua=mailto:a@x.example")).toMatchObject({ p: "none" });
    expect(parseDmarc("v=DMARC1")).toEqual({ fault: "it has neither p nor rua" });
  });

  it("that receivers would not take has its fault in words", () => {
    expect(parseDmarc("v=DMARC1; p=quarantin")).toEqual({ fault: expect.stringContaining("p=quarantin is none of") });
    expect(parseDmarc("v=DMARC1; reject")).toEqual({ fault: '"reject" is no tag' });
  });

  it("is told from other TXT records by its version alone", () => {
    expect(["v=DMARC1; p=none", " v = DMARC1 ;p=none", "v=DMARC1"].map(isDmarc)).toEqual([true, true, true]);
    expect(["v=DMARC10; p=none", "v=spf1 -all", "p=none; v=DMARC1"].map(isDmarc)).toEqual([false, false, false]);
  });
});

describe("the policy of a domain", () => {
  const NONE = "v=DMARC1; p=none";

  it("is its own record, where it has one", async () => {
    const dns = givenDns({
      "_dmarc.mail.shop.example": { txt: ["v=DMARC1; p=reject"] },
      "_dmarc.shop.example": { txt: [NONE] },
    });
    const { inForce, organization } = await discover(dns, "mail.shop.example");
    expect(inForce).toMatchObject({ at: "mail.shop.example", record: { p: "reject" } });
    expect(organization).toBe("shop.example");
  });

  it("is the one of its organization, the highest that has a record", async () => {
    const dns = givenDns({ "_dmarc.shop.example": { txt: ["other words", NONE] } });
    const { inForce, organization, asked } = await discover(dns, "news.mail.shop.example");
    expect(inForce?.at).toBe("shop.example");
    expect(organization).toBe("shop.example");
    expect(asked).toEqual(["news.mail.shop.example", "mail.shop.example", "shop.example", "example"]);
  });

  it("ends at a name that says where its organization begins", async () => {
    const own = givenDns({
      "_dmarc.team.shop.example": { txt: [`${NONE}; psd=n`] },
      "_dmarc.shop.example": { txt: [NONE] },
    });
    expect(await discover(own, "mail.team.shop.example")).toMatchObject({ organization: "team.shop.example" });
    const suffix = givenDns({ "_dmarc.co.example": { txt: [`${NONE}; psd=y`] } });
    const found = await discover(suffix, "mail.shop.co.example");
    expect(found).toMatchObject({ organization: "shop.co.example", inForce: { at: "co.example" } });
  });

  it("is none where a name has two records, or one that is faulty: receivers pass both over", async () => {
    const dns = givenDns({
      "_dmarc.mail.shop.example": { txt: ["v=DMARC1; p=maybe"] },
      "_dmarc.shop.example": { txt: [NONE, "v=DMARC1; p=reject"] },
    });
    const { inForce, useless, organization } = await discover(dns, "mail.shop.example");
    expect(inForce).toBeUndefined();
    expect(useless.map(({ at }) => at)).toEqual(["mail.shop.example", "shop.example"]);
    expect(organization).toBe("mail.shop.example");
  });

  it("is looked for eight times at most", () => {
    expect(walk("a.b.c.d.e.f.g.h.i.example")).toEqual([
      "a.b.c.d.e.f.g.h.i.example",
      "d.e.f.g.h.i.example",
      "e.f.g.h.i.example",
      "f.g.h.i.example",
      "g.h.i.example",
      "h.i.example",
      "i.example",
      "example",
    ]);
    expect(walk("a.b.c.d.e.f.g.example")).toHaveLength(8);
  });
});

describe("two domains are aligned", () => {
  it("when they are one, or of one organization", () => {
    const shop = { organization: "shop.example" };
    expect(alignment("shop.example", "shop.example", shop)).toBe("same");
    expect(alignment("bounce.shop.example", "mail.shop.example", shop)).toBe("same organization");
    expect(alignment("shop.example", "mail.shop.example", { organization: "mail.shop.example" })).toBe("strangers");
    expect(alignment("notshop.example", "shop.example", shop)).toBe("strangers");
  });
});

import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLinks, keysIn, type SignedLinks } from "../../lib/email/links.ts";

const KEY = "a-secret-of-at-least-32-characters";
const ENROLLMENT = "0123456789abcdef0123456789abcdef";
const ADDRESS = "fedcba9876543210fedcba9876543210";
const links = createLinks({ keys: [KEY], baseUrl: "https://shop.example/r/" });

type Purpose = keyof SignedLinks["verify"];
const PURPOSES: readonly Purpose[] = ["unsubscribe", "preferences", "confirm", "survey"];

function tokenOf(purpose: Purpose, customer: string, from: SignedLinks = links): string {
  const made = {
    unsubscribe: () => from.unsubscribe({ customer, enrollment: ENROLLMENT, step: "we-miss-you" }),
    preferences: () => from.preferences(customer, ADDRESS),
    confirm: () => from.confirm(customer, ADDRESS),
    survey: () => from.survey({ customer, enrollment: ENROLLMENT, step: "we-miss-you" }),
  };
  return made[purpose]().split("/").at(-1) ?? "";
}

/** As the first links were made, which knew only the customer. */
function oldToken(customer: string, key = KEY): string {
  const mac = createHmac("sha256", key).update(`unsubscribe\0${customer}`).digest().subarray(0, 16);
  return `${Buffer.from(customer).toString("base64url")}.${mac.toString("base64url")}`;
}

const customers = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}$/);

describe("links", () => {
  it("have a path for each purpose", () => {
    expect(links.unsubscribe({ customer: "c-17", enrollment: ENROLLMENT, step: "hello" })).toMatch(
      /^https:\/\/shop\.example\/r\/u\/[\w-]+\.[\w-]{22}\.[\w-]+\.[\w-]{22}$/,
    );
    expect(links.preferences("c-17", ADDRESS)).toMatch(/^https:\/\/shop\.example\/r\/p\/[\w-]+\.[\w-]{22}\.[\w-]{22}$/);
    expect(links.confirm("c-17", ADDRESS)).toMatch(/^https:\/\/shop\.example\/r\/y\/[\w-]+\.[\w-]{22}\.[\w-]{22}$/);
    expect(links.survey({ customer: "c-17", enrollment: ENROLLMENT, step: "hello" })).toMatch(
      /^https:\/\/shop\.example\/r\/s\/[\w-]+\.[\w-]{22}\.[\w-]+\.[\w-]{22}$/,
    );
    expect(links.referral("K7QM2XPA")).toBe("https://shop.example/r/r/K7QM2XPA");
    expect(links.referral("a/../b?c")).toBe("https://shop.example/r/r/a%2F..%2Fb%3Fc");
    expect(links.hidden()).toBe("https://shop.example/r/h");
  });

  it("lead to what they were made for, and fit a header of SES", () => {
    fc.assert(
      fc.property(customers, fc.stringMatching(/^[a-z0-9-]{1,60}$/), (customer, step) => {
        const link = links.unsubscribe({ customer, enrollment: ENROLLMENT, step });
        expect(link.length).toBeLessThan(400);
        const token = link.split("/u/")[1] ?? "";
        expect(links.verify.unsubscribe(token)).toEqual({ customer, message: { enrollment: ENROLLMENT, step } });
        expect(links.verify.preferences(tokenOf("preferences", customer))).toEqual({ customer, address: ADDRESS });
        expect(links.verify.confirm(tokenOf("confirm", customer))).toEqual({ customer, address: ADDRESS });
        const survey = links.survey({ customer, enrollment: ENROLLMENT, step }).split("/s/")[1] ?? "";
        expect(links.verify.survey(survey)).toEqual({ customer, enrollment: ENROLLMENT, step });
      }),
    );
  });

  it("are worth nothing for another purpose", () => {
    for (const made of PURPOSES) {
      for (const asked of PURPOSES) {
        const found = links.verify[asked](tokenOf(made, "c-17"));
        expect(found === undefined, `${made} as ${asked}`).toBe(made !== asked);
      }
      expect(made === "unsubscribe" || links.verify[made](oldToken("c-17")) === undefined).toBe(true);
    }
  });

  it("that went out before they named a message still lead to their customer", () => {
    fc.assert(
      fc.property(customers, (customer) => {
        expect(links.verify.unsubscribe(oldToken(customer))).toEqual({ customer });
      }),
    );
    expect(links.verify.unsubscribe(oldToken("c-17", KEY.toUpperCase()))).toBeUndefined();
  });

  it.each(PURPOSES)("to %s cannot be changed, made with another key, or shortened", (purpose) => {
    const token = tokenOf(purpose, "c-17");
    const parts = token.split(".");
    const other = createLinks({ keys: [KEY.toUpperCase()], baseUrl: "https://shop.example" });
    expect(other.verify[purpose](token)).toBeUndefined();
    for (let length = 0; length < token.length; length++) {
      expect(links.verify[purpose](token.slice(0, length))).toBeUndefined();
    }
    const swapped = parts.with(0, Buffer.from("c-18").toString("base64url")).join(".");
    const spelled = parts.map((_, index) => parts.with(index, `${parts[index]}=`).join("."));
    const emptied = parts.map((_, index) => parts.with(index, "").join("."));
    // The last character of 16 bytes carries four bits that decoding forgives.
    const loose = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : token.endsWith("Q") ? "R" : "x"}`;
    const others = [`${token}A`, `${token}.x`, `.${token}`, "", ".", "..", "💣", "A".repeat(2000)];
    for (const forged of [swapped, ...spelled, ...emptied, loose, ...others]) {
      expect(links.verify[purpose](forged), forged).toBeUndefined();
    }
  });

  it("cannot have their parts' borders moved", () => {
    const made = links.unsubscribe({ customer: "ab", enrollment: ENROLLMENT, step: "c" }).split("/u/")[1] ?? "";
    const [, enrollment = "", , mac = ""] = made.split(".");
    const bytes = Buffer.concat([Buffer.from("b"), Buffer.from(enrollment, "base64url").subarray(0, 15)]);
    const moved = [Buffer.from("a"), bytes, Buffer.concat([Buffer.from([0xef]), Buffer.from("c")])];
    const forged = [...moved.map((part) => part.toString("base64url")), mac].join(".");
    expect(links.verify.unsubscribe(forged)).toBeUndefined();
  });

  it("survive any nonsense", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (token) =>
        PURPOSES.every((purpose) => links.verify[purpose](token) === undefined),
      ),
    );
  });

  it("name no enrollment that is none of ours", () => {
    expect(() => links.unsubscribe({ customer: "ann", enrollment: "no digits", step: "hello" })).toThrow(
      /hexadecimal digits/,
    );
  });
});

describe("the keys of links", () => {
  const NEW = "another-secret-of-at-least-32-characters";
  const rotated = createLinks({ keys: [NEW, KEY], baseUrl: "https://shop.example" });

  it("sign with the first and verify with all: no link dies when a key is put in front", () => {
    for (const purpose of PURPOSES) {
      expect(rotated.verify[purpose](tokenOf(purpose, "ann"))).toMatchObject({ customer: "ann" });
      const token = tokenOf(purpose, "ann", rotated);
      expect(links.verify[purpose](token)).toBeUndefined();
      expect(createLinks({ keys: [NEW], baseUrl: "https://shop.example" }).verify[purpose](token)).toBeDefined();
    }
    expect(rotated.verify.unsubscribe(oldToken("ann"))).toEqual({ customer: "ann" });
  });

  it("stand in the secret's text between white space; one alone is a list of one", () => {
    expect(keysIn(KEY)).toEqual([KEY]);
    expect(keysIn(`\n${NEW}\n  ${KEY}\r\n`)).toEqual([NEW, KEY]);
  });

  it.each<[string[], RegExp]>([
    [["short"], /5 characters; give it at least 32/],
    [[KEY, "short"], /5 characters; give it at least 32/],
    [[], /has no key/],
  ])("are worth the name: %j is refused", (keys, why) => {
    expect(() => createLinks({ keys, baseUrl: "https://shop.example" })).toThrow(why);
  });
});

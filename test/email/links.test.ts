import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLinks } from "../../lib/email/links.ts";

const SECRET = "a-secret-of-at-least-32-characters";
const links = createLinks({ secret: SECRET, baseUrl: "https://shop.example/r/" });
const tokenOf = (customer: string) => links.unsubscribe(customer).split("/u/")[1] ?? "";

describe("unsubscribe links", () => {
  it("lead to the customer they were made for", () => {
    expect(links.unsubscribe("c-17")).toMatch(/^https:\/\/shop\.example\/r\/u\/[\w-]+\.[\w-]{22}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}$/), (customer) => {
        expect(links.verify(tokenOf(customer))).toEqual({ customer });
        expect(links.unsubscribe(customer).length).toBeLessThan(400);
      }),
    );
  });

  it("cannot be changed, made with another secret, or shortened", () => {
    const token = tokenOf("c-17");
    const [id = "", mac = ""] = token.split(".");
    const other = createLinks({ secret: SECRET.toUpperCase(), baseUrl: "https://shop.example" });
    expect(other.verify(token)).toBeUndefined();
    expect(links.verify(`${Buffer.from("c-18").toString("base64url")}.${mac}`)).toBeUndefined();
    for (let length = 0; length < token.length; length++) expect(links.verify(token.slice(0, length))).toBeUndefined();
    for (const forged of [
      `${token}A`,
      `${token}.x`,
      `${id}.`,
      `.${mac}`,
      `${id}=.${mac}`,
      `${id}.${mac}=`,
      "",
      ".",
      "..",
      "💣",
    ]) {
      expect(links.verify(forged)).toBeUndefined();
    }
  });

  it("survive any nonsense", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (token) => links.verify(token) === undefined));
  });

  it("want a secret worth the name", () => {
    expect(() => createLinks({ secret: "short", baseUrl: "https://shop.example" })).toThrow(
      /5 characters; give it at least 32/,
    );
  });
});

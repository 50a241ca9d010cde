import { describe, expect, it } from "vitest";
import type { Shop } from "../../lib/campaign/shop.ts";
import { referral } from "../../lib/respond/referral.ts";
import { givenReader, LINKS } from "./given.ts";

async function landingOf(code: string, shop: Partial<Shop> = {}) {
  const { follow, ports } = await givenReader(shop);
  // A look costs no read: whose code it is does not matter yet.
  ports.table = { get: () => Promise.reject(new Error("the table was read")) };
  return follow("r", `/r/${code}`);
}

describe("the link of a customer's code", () => {
  it("leads to the shop, with the code", async () => {
    const answer = await landingOf(LINKS.referral("K7QM2XPA").split("/r/")[1] ?? "");
    expect(answer).toEqual({ status: 302, location: "https://bluecup.example/?ref=K7QM2XPA", text: "" });
  });

  it("leads to where the shop wants friends to come in, under the name it wants, with what that address has already", async () => {
    const old = { landing: "https://bluecup.example/welcome?utm_source=friend&ref=old#top", parameter: "ref" };
    expect((await landingOf("k7qm2x", { referral: old })).location).toBe(
      "https://bluecup.example/welcome?utm_source=friend&ref=K7QM2X#top",
    );
    const named = { landing: "https://bluecup.example/hi", parameter: "friend" };
    expect((await landingOf("0123456789AB", { referral: named })).location).toBe(
      "https://bluecup.example/hi?friend=0123456789AB",
    );
  });

  it.each([
    "",
    "K7QM2",
    "K7QM2XPAK7QM2",
    "K7QM2I",
    "K7QM2L",
    "K7QM2O",
    "K7QM2U",
    "K7QM2ſ",
    " K7QM2X",
    "K7QM2X\n",
    "K7QM2X&ref=1",
    "K7QM2X#",
    "evil.example",
    "@evil.example",
    "//evil.example",
    "https:evil.example",
    "\\\\evil.example",
    "\r\nset-cookie: a=1",
    "%0d%0aset-cookie:a=1",
    "💣💣💣",
    "\ud800\ud800\ud800",
    "A".repeat(100_000),
  ])("leads to the shop without what is no code: %j", async (code) => {
    const { ports } = await givenReader();
    // What servers have decoded, slashes and all.
    expect(await referral(ports, { token: code, query: new URLSearchParams("ref=x"), body: undefined })).toEqual({
      status: 302,
      location: "https://bluecup.example/",
    });
  });
});

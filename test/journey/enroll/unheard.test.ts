import { describe, expect, it } from "vitest";
import { enroll } from "../../../lib/journey/enroll.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { happened, purchase } from "../../support/events.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";

const CARE = {
  id: "care",
  start: { on: "case.resolved" },
  stop: [{ on: "case.reopened" }],
  goal: { on: "coupon.redeemed", within: "30 days" },
  steps: [{ send: "sorry" }, { waitFor: { on: "parcel.returned" }, within: "9 days" }],
} satisfies Authored;

const given = () =>
  givenDoubles({
    campaigns: [givenCampaign(CARE)],
    shop: { events: { purchased: { data: {} }, rated: { data: {} } } },
  });

describe("an event that nobody listens to", () => {
  it.each([
    ["case.resolvd", "case.resolved"],
    ["case.reopend", "case.reopened"],
    ["parcel.return", "parcel.returned"],
    ["ratd", "rated"],
  ])("%s has %s named, which was probably meant, once", async (type, meant) => {
    const shop = given();
    const note = `no campaign listens to ${type}; did you mean ${meant}?`;
    expect(await enroll(shop.deps, happened(type, "ann"))).toMatchObject({ applied: true, note });
    expect(await enroll(shop.deps, happened(type, "ann"))).not.toHaveProperty("note");
    expect(shop.log).toEqual(["no campaign listens to this event"]);
  });

  it.each(["case.resolved", "parcel.returned", "rated", "case.closed", "newsletter.read", "coupon.redeemd"])(
    "is not taken for another: %s",
    async (type) => {
      const shop = given();
      expect(await enroll(shop.deps, happened(type, "ann"))).not.toHaveProperty("note");
      expect(shop.log).toEqual([]);
    },
  );

  it("is a purchase where nobody has a campaign for that", async () => {
    expect(await enroll(given().deps, purchase("ann"))).not.toHaveProperty("note");
  });
});

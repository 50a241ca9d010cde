import { describe, expect, test } from "vitest";
import { keys } from "../../../lib/journey/keys.ts";
import { refund } from "../../support/events.ts";
import { codeOf, conversionsOf, ended, enrolled, gets, hasNoExecution, PATIENCE } from "../journeys/ask.ts";
import { buys } from "../journeys/people.ts";
import { comesDue } from "../journeys/schedules.ts";
import type { Stage } from "../journeys/stage.ts";
import { eventually } from "../support/eventually.ts";
import { read } from "../support/mails.ts";
import { linkIn, sendsForm } from "./pages.ts";

/** Customers who bring friends: by the pages, the tables and the messages of the deployed stage alone. */
export function friends(given: () => Stage): void {
  const profileOf = (customer: string, isIt: (profile: Awaited<ReturnType<Stage["profile"]>>) => boolean) =>
    eventually(
      `the profile of ${customer}`,
      async () => {
        const profile = await given().profile(customer);
        return isIt(profile) ? profile : undefined;
      },
      PATIENCE,
    );

  describe.concurrent("a friend", () => {
    test("comes by a survey, a code and a link, and whoever sent them gets a coupon and redeems it", async () => {
      const stage = given();
      for (const daysAgo of [20, 14]) await stage.tells(buys("advocate", { daysAgo }));
      await comesDue(stage, await enrolled(stage, "advocate", "nps"));
      const question = await linkIn(stage, await gets(stage, "advocate", "how-likely"), "s", "score=10");

      for (let look = 0; look < 3; look++) {
        const page = await fetch(question);
        expect(page.status).toBe(200);
        expect(await page.text()).toContain("<form");
      }
      expect((await stage.profile("advocate")).nps).toBeUndefined();
      expect((await sendsForm(question, { score: "10", comment: "Best beans in town." })).status).toBe(200);

      await profileOf("advocate", ({ nps }) => nps?.score === 10);
      expect((await sendsForm(question, { score: "0" })).status).toBe(200);
      const invitation = await gets(stage, "advocate", "bring-a-friend");
      const link = await linkIn(stage, invitation, "r");
      const referral = link.split("/").at(-1) ?? "";
      expect(referral).toBe((await stage.profile("advocate")).referral);
      const followed = await fetch(link, { redirect: "manual" });
      expect(followed.status).toBe(302);
      expect(followed.headers.get("location")).toBe(`https://bluecup.example/welcome?ref=${referral}`);

      await stage.tells(buys("friend", { order: { referral: referral.toLowerCase() } }));

      const known = await profileOf("advocate", ({ referrals }) => referrals === 1);
      expect(known).toMatchObject({ stage: "advocate", nps: { score: 10 } });
      expect(await conversionsOf(stage, "advocate")).toMatchObject([{ facts: { total: 30, referrals: 1 } }]);
      await comesDue(stage, await enrolled(stage, "advocate", "advocate-thanks"));
      const { html = "" } = await read(await gets(stage, "advocate", "friend-came"));
      const [coupon] = /THANKS-[0-9A-HJKMNP-TV-Z]{8}/.exec(html) ?? [];
      expect(await stage.coupons("advocate")).toMatchObject([{ coupon: "thanks-10", code: coupon }]);

      await stage.tells(buys("advocate", { order: { total: 45, coupon: coupon ?? "" } }));

      const redeemed = await eventually(
        "the coupon is redeemed",
        async () => (await stage.coupons("advocate")).find(({ redeemedAt }) => redeemedAt !== undefined),
        PATIENCE,
      );
      expect(redeemed).toMatchObject({ code: coupon, total: 45, currency: "USD" });
      expect(redeemed).not.toHaveProperty("revokedAt");
    });

    test("who sends it back is thanked for no more: there is no message, and later the code is no good", async () => {
      const stage = given();
      await stage.tells(buys("host", { daysAgo: 100 }));
      const referral = await codeOf(stage, "host");
      const early = buys("early-bird", { order: { referral } });
      await stage.tells(early);
      const first = await enrolled(stage, "host", "advocate-thanks");

      await stage.tells(refund("early-bird", early.order.id, { at: Date.now() }));

      expect(await ended(stage, "host", "advocate-thanks")).toMatchObject({ outcome: "friend sent it back" });
      await hasNoExecution(stage, first);
      expect((await stage.profile("host")).referrals).toBe(0);
      const late = buys("late-bird", { order: { referral } });
      await stage.tells(late);
      await comesDue(stage, await enrolled(stage, "host", "advocate-thanks", ({ id }) => id !== first.id));
      await gets(stage, "host", "friend-came");

      await stage.tells(refund("late-bird", late.order.id, { at: Date.now() }));

      await profileOf("host", ({ referrals }) => referrals === 0);
      const [coupon] = await eventually(
        "the coupon is taken back",
        async () => {
          const coupons = await stage.coupons("host");
          return coupons.every(({ revokedAt }) => revokedAt !== undefined) ? coupons : undefined;
        },
        PATIENCE,
      );
      const code = await stage.table.get(keys.code(coupon?.code ?? ""));
      expect(code).toMatchObject({ state: "given", customer: "host", revokedAt: coupon?.revokedAt });
    });
  });
}

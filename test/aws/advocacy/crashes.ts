import { paginateScan } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "vitest";
import { codeOf, conversionsOf, ended, enrolled, gets, stepsSent } from "../journeys/ask.ts";
import { begins, buys } from "../journeys/people.ts";
import { comesDue } from "../journeys/schedules.ts";
import type { Stage } from "../journeys/stage.ts";
import { killedAt } from "../support/kill.ts";

/** Functions that die between two customers, or with a code in hand. */
export function advocacyCrashes(given: () => Stage): void {
  /** By the codes themselves, of the whole table. */
  async function codesGivenTo(customer: string): Promise<string[]> {
    const codes: string[] = [];
    const pages = paginateScan(
      { client: given().aws.tables },
      {
        TableName: given().output("StateTable"),
        FilterExpression: "begins_with(pk, :codes) AND customer = :customer",
        ExpressionAttributeValues: { ":codes": "code#", ":customer": customer },
      },
    );
    for await (const { Items = [] } of pages) codes.push(...Items.map(({ pk }) => String(pk).replace("code#", "")));
    return codes;
  }

  describe("a function that dies", () => {
    test.each(["before", "after"] as const)(
      "between a friend's purchase and the advocate's records, %s it wrote those, counts the friend once and thanks once",
      async (when) => {
        const [customer, friend] = [`sent-${when}`, `came-${when}`];
        await given().tells(buys(customer, { daysAgo: 100 }));
        const referral = await codeOf(given(), customer);
        const dead = killedAt(given().engine, "Enroll", when, "TransactWriteItems", {
          customer,
          what: "referral.converted",
        });
        await given().tells(buys(friend, { order: { referral } }));
        await dead;
        expect(await given().profile(friend)).toMatchObject({ referredBy: { code: referral } });
        expect((await given().profile(customer)).referrals).toBe(when === "before" ? undefined : 1);

        await comesDue(given(), await enrolled(given(), customer, "advocate-thanks"));

        await gets(given(), customer, "friend-came");
        expect(await conversionsOf(given(), customer)).toHaveLength(1);
        expect(await given().profile(customer)).toMatchObject({ referrals: 1 });
        expect(await given().profile(friend)).toMatchObject({ orders: 1 });
        expect(await given().past(customer)).toEqual([]);
        expect(await given().coupons(customer)).toHaveLength(1);
        expect(stepsSent(given(), customer)).toEqual(["friend-came"]);
      },
    );

    test.each(["before", "after"] as const)(
      "%s it has given a coupon gives one code, and that to one",
      async (when) => {
        const customer = `coupon-${when}`;
        const dead = killedAt(given().engine, "Decide", when, "TransactWriteItems", { customer, what: "coupon#" });
        await given().tells(begins("gifts", customer));
        await dead;
        expect(await given().coupons(customer)).toHaveLength(when === "before" ? 0 : 1);

        expect(await ended(given(), customer, "gifts")).toMatchObject({ outcome: "no coupon left" });

        const [coupon, ...more] = await given().coupons(customer);
        expect(more).toEqual([]);
        expect(await codesGivenTo(customer)).toEqual([coupon?.code]);
        expect(await given().enrollment(customer, "gifts")).toMatchObject({ coupon: { code: coupon?.code } });
      },
    );
  });
}

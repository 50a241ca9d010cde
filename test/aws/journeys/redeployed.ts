import { describe, expect, test } from "vitest";
import type { Enrollment } from "../../../lib/journey/records.ts";
import { happened } from "../../support/events.ts";
import { FAIR, TOUR, TRIP } from "../project/campaigns.ts";
import { read } from "../support/mails.ts";
import { ended, enrolled, execution, gets, waits } from "./ask.ts";
import { begins } from "./people.ts";
import { comesDue } from "./schedules.ts";
import type { Stage } from "./stage.ts";

/** A shop that edits its campaigns while people are in them. */
export function redeployed(given: () => Stage): void {
  const subjectOf = async (customer: string, step: string) => (await read(await gets(given(), customer, step))).subject;
  const finishes = (customer: string) => given().tells(happened("tour-done", customer, { at: Date.now() }));
  const machineOf = async (enrollment: Enrollment) => (await execution(given(), enrollment)).machine;

  /** Somebody in the tour, who has had its first message. */
  async function sets(customer: string): Promise<Enrollment> {
    await given().tells(begins("tour", customer));
    await gets(given(), customer, "tour-hello");
    await waits(given(), customer, "tour", "tour-hello");
    return enrolled(given(), customer, "tour");
  }

  // A deployment takes a while: each test goes on where the one before left the shop.
  describe("an edited campaign", () => {
    test("leaves those on their way, and those yet to begin, the version they started", async () => {
      const early = await sets("early");
      await given().tells(begins("trip", "booked"));
      const booked = await enrolled(given(), "booked", "trip");
      await given().tells(begins("fair", "visitor"));
      await waits(given(), "visitor", "fair", "hello");

      await given().folder.campaign(TOUR("two"));
      await given().folder.campaign(TRIP("two"));
      await given().folder.withoutCampaign(FAIR.id);
      await given().folder.template("tour-thanks", "Thanks for coming");
      await given().deploys();
      const late = await sets("late");

      expect(late.version).not.toBe(early.version);
      expect(await machineOf(late)).not.toBe(await machineOf(early));
      expect(await subjectOf("late", "tour-hello")).toBe("Hello from part two");
      await finishes("early");
      await finishes("late");
      expect(await subjectOf("early", "tour-news")).toBe("News of part one");
      expect(await subjectOf("late", "tour-news")).toBe("News of part two");
      expect(await ended(given(), "early", "tour")).toMatchObject({ version: early.version, outcome: "completed" });
      expect(booked).toMatchObject({ status: "scheduled" });
      await comesDue(given(), booked);
      expect(await subjectOf("booked", "tour-hello")).toBe("Hello from part one");
      expect(await ended(given(), "booked", "trip")).toMatchObject({ version: booked.version, outcome: "completed" });
    });

    test("whose text was mended mends it for those on their way, too", async () => {
      expect(await subjectOf("early", "tour-thanks")).toBe("Thanks for coming");
    });

    test("that is gone starts nobody any more, and its people finish", async () => {
      await given().tells(begins("fair", "too-late"));
      await given().tells(begins("newsletter", "too-late"));
      await ended(given(), "too-late", "newsletter");
      await expect(given().enrollment("too-late", "fair")).rejects.toThrow("there is no");

      await given().tells(happened("fair-over", "visitor", { at: Date.now() }));

      await gets(given(), "visitor", "guide");
      expect(await ended(given(), "visitor", "fair")).toMatchObject({ outcome: "completed" });
    });

    test("whose text asks for more breaks nobody who has less to give, and taken back it is as before", async () => {
      const early = await sets("before-coupon");

      await given().folder.template("tour-news", "News of part {{ with.part }} with {{ with.coupon }}");
      await given().folder.campaign(TOUR("two", { coupon: "BEANS" }));
      await given().deploys();
      const rich = await sets("with-coupon");
      await given().folder.template("tour-news", "News of part {{ with.part }}");
      await given().folder.campaign(TOUR("two"));
      await given().deploys();
      const again = await sets("again");

      expect(rich.version).not.toBe(early.version);
      expect(again.version).toBe(early.version);
      for (const customer of ["before-coupon", "with-coupon", "again"]) await finishes(customer);
      expect(await subjectOf("again", "tour-news")).toBe("News of part two");
      expect(await ended(given(), "with-coupon", "tour")).toMatchObject({ outcome: "completed" });
    });
  });
}

import { describe, expect, test } from "vitest";
import { share } from "../../../lib/journey/hash.ts";
import { learned } from "../../support/events.ts";
import { eventually } from "../support/eventually.ts";
import { ended, enrolled, execution, gets, hasNoExecution, PATIENCE, stepsSent } from "./ask.ts";
import { begins, buys, dayZone, nightZone } from "./people.ts";
import type { Stage } from "./stage.ts";

/** What keeps messages from people. */
export function limits(given: () => Stage): void {
  describe.concurrent("somebody", () => {
    test("who is held out gets nothing, and is told from those who are not", async () => {
      const named = (isHeldOut: boolean) =>
        ["one", "two", "three", "four", "five", "six", "seven", "eight"].find(
          (id) => share("holdout", "compared", id) < 0.5 === isHeldOut,
        ) ?? "";
      const [heldOut, other] = [named(true), named(false)];
      for (const customer of [heldOut, other]) await given().tells(begins("compared", customer));

      await gets(given(), other, "hello");

      const enrollment = await enrolled(given(), heldOut, "compared");
      expect(enrollment).toMatchObject({ status: "holdout", begun: true });
      await hasNoExecution(given(), enrollment);
      await given().tells(buys(heldOut));
      await enrolled(given(), heldOut, "compared", ({ goalMetAt }) => goalMetAt !== undefined);
      expect(stepsSent(given(), heldOut)).not.toContain("hello");
    });

    test("who has had enough messages is spared the next one, and the journey goes on", async () => {
      await given().tells(begins("capped", "enough"));

      const enrollment = await ended(given(), "enough", "capped");

      expect(enrollment.outcome).toBe("completed");
      expect(stepsSent(given(), "enough")).toEqual(["hello"]);
      expect((await given().sends("enough")).map(({ step, state, reason }) => [step, state, reason])).toEqual([
        ["guide", "withheld", "too many of the campaign"],
        ["hello", "sent", undefined],
      ]);
    });

    test("who sleeps gets the message when day comes", async () => {
      await given().tells(begins("welcome", "sleeps", { timeZone: nightZone(Date.now()) }));
      const enrollment = await enrolled(given(), "sleeps", "welcome", ({ step }) => step === "hello");
      await eventually(
        "the message is held",
        async () => (await execution(given(), enrollment)).states.find((state) => state.startsWith("Hold until 09:00")),
        PATIENCE,
      );
      expect(stepsSent(given(), "sleeps")).toEqual([]);

      // Instead of waiting for the morning, the test lets the customer travel into the day.
      await given().tells(learned("sleeps", { timeZone: dayZone(Date.now()) }, { at: Date.now() }));

      await gets(given(), "sleeps", "hello");
      const { states } = await execution(given(), enrollment);
      expect(states.slice(0, 3)).toEqual([
        "Send hello, wait for clicked (3 days)",
        "Hold until 09:00-20:00: hello",
        "Send hello, wait for clicked (3 days)",
      ]);
    });
  });
}

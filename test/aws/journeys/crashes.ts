import { SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keys } from "../../../lib/journey/keys.ts";
import { eventually } from "../support/eventually.ts";
import { killedAt } from "../support/kill.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { depth, ended, enrolled, execution, gets, mailsTo, PATIENCE, stepsSent, waits } from "./ask.ts";
import { begins, buys } from "./people.ts";
import type { Stage } from "./stage.ts";

const MINUTE = 60_000;

/** Functions that die in the middle of their work: their processes are killed while a call of theirs is on its way. */
export function crashes(given: () => Stage): void {
  const setVisibility = (seconds: number) =>
    given().aws.queues.send(
      new SetQueueAttributesCommand({
        QueueUrl: given().output("SendQueueUrl"),
        Attributes: { VisibilityTimeout: String(seconds) },
      }),
    );
  const ses = "POST /v2/email/outbound-emails";
  const hello = (customer: string) => async () =>
    (await given().sends(customer)).find(({ step, state }) => step === "hello" && state !== "withheld");

  describe("a function that dies", () => {
    // A message that was in its hands comes again when its time is over: two minutes, which these tests shorten.
    beforeAll(() => setVisibility(5));
    afterAll(() => setVisibility(120));

    test("between its claim and SES loses the message rather than sending it twice, and says so", async () => {
      const dead = killedAt(given().engine, "Send", "before", ses, { customer: "claimed" });
      await given().tells(begins("newsletter", "claimed"));
      await dead;
      const { enrollment, at } = await eventually("the claim", hello("claimed"), PATIENCE);
      const key = keys.send("claimed", enrollment, "hello");

      // It comes again, later each time, and nobody can tell whether it went out.
      const { length } = given().engine.calls.all();
      await eventually(
        "the message comes again",
        async () =>
          given()
            .engine.calls.all()
            .slice(length)
            .filter(({ asked }) => JSON.stringify(asked).includes(key.sk)).length > 1 || undefined,
        PATIENCE,
      );
      expect((await hello("claimed")())?.state).toBe("claimed");
      expect(stepsSent(given(), "claimed")).toEqual([]);
      expect(await depth(given(), "SendQueueUrl")).toBe(1);

      // Instead of waiting a quarter of an hour, the test makes the claim older.
      await given().table.write({ update: key, set: { at: at - 16 * MINUTE } });

      await eventually(
        "the message is given up",
        async () => (await hello("claimed")())?.state === "unconfirmed" || undefined,
        PATIENCE,
      );
      expect(await ended(given(), "claimed", "newsletter")).toMatchObject({ outcome: "completed" });
      expect(stepsSent(given(), "claimed")).toEqual(["guide"]);
    });

    test("between SES and its completion sends nothing twice, and goes on when SES says that it was sent", async () => {
      const dead = killedAt(given().engine, "Send", "after", ses, { customer: "unanswered" });
      await given().tells(begins("welcome", "unanswered"));
      await dead;
      const mail = await eventually("the mail", async () => mailsTo(given(), "unanswered")[0], PATIENCE);
      expect((await hello("unanswered")())?.state).toBe("claimed");

      await putSesEvent(given().aws, mail, "Send");

      await gets(given(), "unanswered", "hello");
      await waits(given(), "unanswered", "welcome", "hello");
      await putSesEvent(given().aws, mail, "Click");
      const enrollment = await ended(given(), "unanswered", "welcome");
      expect(stepsSent(given(), "unanswered")).toEqual(["hello", "guide"]);
      expect((await execution(given(), enrollment)).states).toEqual([
        "Send hello, wait for clicked (3 days)",
        "Send guide",
      ]);
    });

    test.each(["before", "after"] as const)(
      "%s it has started a journey loses none, starts none twice and counts the purchase once",
      async (when) => {
        const customer = `started-${when}`;
        const dead = killedAt(given().engine, "Enroll", when, "StartExecution", { customer });
        await given().tells(buys(customer));
        await dead;

        await gets(given(), customer, "thank-you");

        const enrollment = await enrolled(given(), customer, "thank-you");
        expect((await execution(given(), enrollment)).states).toHaveLength(1);
        expect(await given().profile(customer)).toMatchObject({ orders: 1, spent: { USD: 30 } });
        expect(stepsSent(given(), customer)).toEqual(["thank-you"]);
      },
    );
  });
}

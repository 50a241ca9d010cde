import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { describe, expect, test } from "vitest";
import type { ShopEvent } from "../../../lib/campaign/events.ts";
import { eventually } from "../support/eventually.ts";
import { depth, enrolled, gets, letters, PATIENCE } from "./ask.ts";
import { begins } from "./people.ts";
import type { Stage } from "./stage.ts";

/** What can never be handled. */
export function poison(given: () => Stage): void {
  describe("poison", () => {
    test("between good events is set aside with its reason, and holds nobody up", async () => {
      const { at, ...timeless } = begins("welcome", "bad");
      expect(at).toBeDefined();

      await given().tells(begins("newsletter", "before"));
      await given().tells({ ...timeless, type: "purchase" } as unknown as ShopEvent);
      await given().tells(begins("newsletter", "after"));

      await enrolled(given(), "after", "newsletter");
      await gets(given(), "before", "guide");
      await gets(given(), "after", "guide");
      const [letter] = await eventually(
        "the bad event is set aside",
        async () => {
          const found = await letters(given(), "RecordDeadLettersUrl");
          return found.length > 0 ? found : undefined;
        },
        PATIENCE,
      );
      expect(letter).toMatchObject({
        from: "enroll",
        why: { name: "Refused", message: expect.stringMatching(/"at" is missing[\s\S]*"order" is missing/) },
        body: { dynamodb: { Keys: { customerId: { S: "bad" } } } },
      });
      expect(JSON.stringify((letter as { why: object }).why)).not.toContain("@");
      await expect(given().profile("bad")).rejects.toThrow("there is no");
    });

    test("on the send queue is set aside with its reason, and holds no message up", async () => {
      const { aws, output } = given();
      for (const body of ["no JSON", JSON.stringify({ customer: "bad" })])
        await aws.queues.send(new SendMessageCommand({ QueueUrl: output("SendQueueUrl"), MessageBody: body }));
      await given().tells(begins("newsletter", "beside"));

      await gets(given(), "beside", "guide");

      const found = await eventually(
        "both messages are set aside",
        async () => {
          const both = await letters(given(), "SendDeadLettersUrl");
          return both.length === 2 ? both : undefined;
        },
        PATIENCE,
      );
      expect(found.map((letter) => (letter as { why: { message: string } }).why.message).toSorted()).toEqual([
        expect.stringContaining("is not JSON"),
        expect.stringContaining("has no text in campaign, enrollment, token, version, due"),
      ]);
      expect(await depth(given(), "SendQueueUrl")).toBe(0);
    });
  });
}

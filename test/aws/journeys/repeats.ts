import { InvokeCommand } from "@aws-sdk/client-lambda";
import { describe, expect, test } from "vitest";
import type { ShopEvent } from "../../../lib/campaign/events.ts";
import { attributesOf } from "../../../lib/store/dynamodb/attributes.ts";
import type { Item } from "../../../lib/store/table.ts";
import { refund } from "../../support/events.ts";
import { eventually } from "../support/eventually.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { ended, enrolled, gets, PATIENCE, stepsSent } from "./ask.ts";
import { begins, buys, person } from "./people.ts";
import type { Stage } from "./stage.ts";

/** What comes more than once, or in another order than it happened. */
export function repeats(given: () => Stage): void {
  /** Hands records to `enroll` as the stream does, or a replay. */
  async function hands(events: readonly ShopEvent[]): Promise<void> {
    const { aws, customers, output } = given();
    const Records = events.map((event, index) => ({
      eventName: "INSERT",
      dynamodb: {
        Keys: attributesOf({ customerId: event.customerId, eventId: event.eventId } as unknown as Item),
        NewImage: attributesOf(event as unknown as Item),
        SequenceNumber: String(index + 1),
      },
    }));
    for (const { customerId } of events) customers.add(customerId);
    const answer = await aws.functions.send(
      new InvokeCommand({ FunctionName: output("EnrollFunction"), Payload: JSON.stringify({ Records }) }),
    );
    const said = JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8"));
    expect(said).toEqual({ batchItemFailures: [] });
  }

  describe.concurrent("what comes again", () => {
    test("from the Events table's stream is counted once, and starts nothing again", async () => {
      const events = [buys("twice"), begins("course", "twice")];
      for (const event of events) await given().tells(event);
      await gets(given(), "twice", "hello");
      await gets(given(), "twice", "thank-you");
      const before = await given().profile("twice");

      await hands([...events, ...events]);
      await hands(events.toReversed());

      expect(await given().profile("twice")).toEqual(before);
      expect(before).toMatchObject({ orders: 1, spent: { USD: 30 } });
      expect(await given().past("twice")).toEqual([]);
      await ended(given(), "twice", "thank-you");
      expect(await given().enrollment("twice", "course")).toMatchObject({ event: events[1]?.eventId });
      expect(stepsSent(given(), "twice").toSorted()).toEqual(["hello", "thank-you", "try-these"]);
    });

    test("in another order than it happened comes to the same", async () => {
      const first = buys("muddled", { daysAgo: 20 });
      const second = buys("muddled", { daysAgo: 10 });
      const returned = {
        ...refund("muddled", first.order.id, { at: Date.now() - 5 * 86_400_000 }),
        ...person("muddled"),
      };

      await hands([returned, second, first, returned]);
      await hands([first, second, returned]);

      expect(await given().profile("muddled")).toMatchObject({
        orders: 2,
        spent: { USD: 30 },
        firstOrderAt: Date.parse(first.at),
        lastOrderAt: Date.parse(second.at),
      });
    });

    test("from SES, an open before its delivery and a click twice, is noted once and wakes once", async () => {
      await given().tells(begins("welcome", "eager"));
      const mail = await gets(given(), "eager", "hello");

      for (const type of ["Open", "Click", "Delivery", "Click", "Send", "Open", "Delivery"] as const)
        await putSesEvent(given().aws, mail, type);

      await ended(given(), "eager", "welcome");
      const guide = await gets(given(), "eager", "guide");
      await putSesEvent(given().aws, guide, "Delivery");
      await putSesEvent(given().aws, guide, "Delivery");
      const sends = await eventually(
        "the guide is delivered",
        async () => {
          const entries = await given().sends("eager");
          return entries.every(({ delivered }) => delivered !== undefined) ? entries : undefined;
        },
        PATIENCE,
      );
      expect(sends.map(({ step, state }) => [step, state])).toEqual([
        ["guide", "sent"],
        ["hello", "sent"],
      ]);
      expect(sends[1]).toMatchObject({ opened: expect.any(Number), clicked: expect.any(Number) });
      expect(stepsSent(given(), "eager")).toEqual(["hello", "guide"]);
      expect((await enrolled(given(), "eager", "welcome")).outcome).toBe("completed");
    });
  });
}

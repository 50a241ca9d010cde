import { beforeAll, describe, expect, test } from "vitest";
import { share } from "../../../lib/journey/hash.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { DAY } from "../../support/events.ts";
import { ended, enrolled, execution, gets, mailsTo, PATIENCE, waits } from "../journeys/ask.ts";
import { buys } from "../journeys/people.ts";
import { comesDue } from "../journeys/schedules.ts";
import type { Stage } from "../journeys/stage.ts";
import { eventually } from "../support/eventually.ts";
import { putSesEvent, type SesEventType } from "../support/ses-events.ts";
import { printed, total } from "./print.ts";
import { quiet } from "./quiet.ts";
import { changesOf, dollarsOf, logsOf, ownCalls, readUnitsOf, since, type Usage, writeUnitsOf } from "./usage.ts";

/** Somebody who is not held out of the win-back. */
function somebody(start: string): string {
  const ids = Array.from({ length: 100 }, (_, n) => `${start}-${n}`);
  return ids.find((id) => share("holdout", "win-back", id) >= 0.1) ?? start;
}

/** The win-back of the examples, counted by what its functions ask of the engine: the figures of docs/cost.md. */
export function winBack(given: () => Stage): void {
  /** What is asked because of one customer, until all is quiet again. */
  async function counted(
    { events, clicks = 0 }: { events: number; clicks?: number },
    start: string,
    lives: (customer: string) => Promise<void>,
  ): Promise<Usage> {
    const { engine } = given();
    const customer = somebody(start);
    await quiet(engine);
    const before = await logsOf(engine);
    engine.calls.clear();
    await lives(customer);
    await quiet(engine);
    const own = ownCalls(engine.calls.all());
    const called = since(before, await logsOf(engine));
    const states = await statesOf(customer);
    return {
      transitions: states.length,
      schedules: own.filter(({ action }) => action.startsWith("POST /schedules")).length,
      // Sent, received and deleted: a message to be sent, and a click that settles.
      queueRequests: 3 * (states.filter((state) => state.startsWith("Send")).length + clicks),
      // The shop's own puts are not among the calls of functions.
      writeUnits: writeUnitsOf(own) + events,
      readUnits: readUnitsOf(own),
      ...called,
      changes: changesOf(own),
    };
  }

  async function statesOf(customer: string): Promise<string[]> {
    const enrollment = await given()
      .enrollment(customer, "win-back")
      .catch(() => undefined);
    if (enrollment?.begun === undefined) return [];
    return (await execution(given(), enrollment)).states;
  }

  async function quietFor60Days(customer: string): Promise<void> {
    await given().tells(buys(customer, { daysAgo: 60 }));
    await comesDue(given(), await enrolled(given(), customer, "win-back"));
    await gets(given(), customer, "we-miss-you");
    await waits(given(), customer, "win-back", "we-miss-you");
  }

  /** SES tells of a message that its reader opens. */
  async function sesTells(customer: string, ...more: SesEventType[]): Promise<void> {
    const mail = mailsTo(given(), customer).at(-1);
    if (mail === undefined) throw new Error(`${customer} has no message`);
    for (const type of ["Send", "Delivery", "Open", ...more] as const) {
      await putSesEvent(given().aws, mail, type);
      await quiet(given().engine);
    }
  }

  async function clicks(customer: string): Promise<void> {
    await quietFor60Days(customer);
    await sesTells(customer, "Click");
    await ended(given(), customer, "win-back");
  }

  async function staysSilent(customer: string): Promise<void> {
    await quietFor60Days(customer);
    await sesTells(customer);
    await eventually("the second message", async () => mailsTo(given(), customer)[1], PATIENCE);
    await sesTells(customer);
    await growOlder(customer);
    await gets(given(), customer, "last-try");
    await ended(given(), customer, "win-back");
    await sesTells(customer);
  }

  /** Two messages in seven days are the most that this campaign sends, and the ten days until the third are not days here. */
  async function growOlder(customer: string): Promise<void> {
    const { sent } = await given().contact(customer);
    const older = sent.map((place) => ({ ...place, at: place.at - 10 * DAY }));
    await given().table.write({ update: keys.contact(customer), set: { sent: older }, add: { rev: 1 } });
  }

  /** No other campaign begins with purchases that are so old. */
  async function buysAgain(customer: string): Promise<void> {
    await given().tells(buys(customer, { daysAgo: 40 }));
    await enrolled(given(), customer, "win-back");
    await given().tells(buys(customer, { daysAgo: 29 }));
    await eventually("the first one is over", async () => (await given().past(customer))[0], PATIENCE);
  }

  describe("the win-back", () => {
    let usages: Record<"clicks" | "silent" | "buys" | "past", Usage>;

    beforeAll(async () => {
      // Functions are started by the first one, and not by those who are counted.
      await clicks(somebody("counted-first"));
      usages = {
        clicks: await counted({ events: 1, clicks: 1 }, "counted-clicks", clicks),
        silent: await counted({ events: 1 }, "counted-silent", staysSilent),
        buys: await counted({ events: 2 }, "counted-buys", buysAgain),
        past: await counted({ events: 1 }, "counted-past", (customer) =>
          given().tells(buys(customer, { daysAgo: 300 })),
        ),
      };
      console.log(printed(usages));
    });

    test("is this much for a customer who clicks", () => {
      const { logBytes, ...counts } = usages.clicks;
      expect(counts).toEqual({
        transitions: 1,
        schedules: 2,
        queueRequests: 6,
        writeUnits: 26,
        readUnits: 16,
        invocations: { begin: 1, engage: 5, enroll: 1, finish: 1, send: 1 },
        changes: 10,
      });
      expect(logBytes).toBeLessThan(2_200);
    });

    test("is this much for a customer who stays silent, and gets three messages, the last with a code", () => {
      const { logBytes, ...counts } = usages.silent;
      expect(counts).toEqual({
        transitions: 6,
        schedules: 2,
        queueRequests: 9,
        writeUnits: 46,
        readUnits: 39,
        invocations: { begin: 1, decide: 1, engage: 9, enroll: 1, finish: 1, send: 3 },
        changes: 20,
      });
      expect(logBytes).toBeLessThan(3_600);
    });

    test("is no state and no message for a customer who buys again before it begins", () => {
      expect(usages.buys).toMatchObject({
        transitions: 0,
        schedules: 5,
        queueRequests: 0,
        writeUnits: 30,
        readUnits: 8,
        invocations: { enroll: 2 },
      });
    });

    test("is nothing for a purchase that starts none, which costs what telling it costs", () => {
      expect(usages.past).toMatchObject({
        transitions: 0,
        schedules: 0,
        writeUnits: 11,
        readUnits: 4,
        invocations: { enroll: 1 },
        changes: 0,
      });
    });

    test("costs less than $70 for a million messages, besides SES, where one in twenty clicks", () => {
      const dollars = 0.05 * total(dollarsOf(usages.clicks)) + 0.95 * total(dollarsOf(usages.silent));
      const messages = 0.05 + 0.95 * 3;
      expect((dollars / messages) * 1e6).toBeLessThan(70);
    });
  });
}

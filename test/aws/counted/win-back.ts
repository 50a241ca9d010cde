import { beforeAll, describe, expect, test } from "vitest";
import { share } from "../../../lib/journey/hash.ts";
import { ended, enrolled, execution, gets, mailsTo, PATIENCE, waits } from "../journeys/ask.ts";
import { buys } from "../journeys/people.ts";
import { comesDue } from "../journeys/schedules.ts";
import type { Stage } from "../journeys/stage.ts";
import { eventually } from "../support/eventually.ts";
import { putSesEvent, type SesEventType } from "../support/ses-events.ts";
import { printed } from "./print.ts";
import { quiet } from "./quiet.ts";
import { dollarsOf, invocationsOf, ownCalls, since, type Usage, unitsOf } from "./usage.ts";

/** Somebody who is not held out of the win-back. */
function somebody(start: string): string {
  const ids = Array.from({ length: 100 }, (_, n) => `${start}-${n}`);
  return ids.find((id) => share("holdout", "win-back", id) >= 0.1) ?? start;
}

/** The win-back of the examples, counted by what its functions ask of the engine: the figures of docs/cost.md. */
export function winBack(given: () => Stage): void {
  /** What is asked because of one customer, until all is quiet again. */
  async function counted(events: number, start: string, lives: (customer: string) => Promise<void>): Promise<Usage> {
    const { engine } = given();
    const customer = somebody(start);
    await quiet(engine);
    const before = await invocationsOf(engine);
    engine.calls.clear();
    await lives(customer);
    await quiet(engine);
    const own = ownCalls(engine.calls.all());
    const { tally: _, ...invocations } = since(before, await invocationsOf(engine));
    const { readUnits, writeUnits } = unitsOf(own);
    const states = await statesOf(customer);
    return {
      transitions: states.length,
      schedules: own.filter(({ action }) => action.startsWith("POST /schedules")).length,
      // Sent, received and deleted.
      queueRequests: 3 * states.filter((state) => state.startsWith("Send")).length,
      // The shop's own puts are not among the calls of functions.
      writeUnits: writeUnits + events,
      readUnits,
      invocations,
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

  describe("the win-back", () => {
    const usages: Record<"clicks" | "silent" | "buys" | "past", Usage | undefined> = {
      clicks: undefined,
      silent: undefined,
      buys: undefined,
      past: undefined,
    };
    const usage = (who: keyof typeof usages): Usage => {
      const found = usages[who];
      if (found === undefined) throw new Error(`${who} was not counted`);
      return found;
    };

    beforeAll(async () => {
      // Functions are started by the first one, and not by those who are counted.
      await clicks(somebody("counted-first"));
      usages.clicks = await counted(1, "counted-clicks", clicks);
      usages.silent = await counted(1, "counted-silent", async (customer) => {
        await quietFor60Days(customer);
        await sesTells(customer);
        await ended(given(), customer, "win-back");
        await sesTells(customer);
      });
      // No other campaign begins with purchases that are so old.
      usages.buys = await counted(2, "counted-buys", async (customer) => {
        await given().tells(buys(customer, { daysAgo: 40 }));
        await enrolled(given(), customer, "win-back");
        await given().tells(buys(customer, { daysAgo: 29 }));
        await eventually("the first one is over", async () => (await given().past(customer))[0], PATIENCE);
      });
      usages.past = await counted(1, "counted-past", (customer) => given().tells(buys(customer, { daysAgo: 300 })));
      console.log(printed(Object.entries(usages).map(([who]) => [who, usage(who as keyof typeof usages)])));
    });

    test("is this much for a customer who clicks", () => {
      expect(usage("clicks")).toEqual({});
    });

    test("is this much for a customer who stays silent, and gets two messages", () => {
      expect(usage("silent")).toEqual({});
    });

    test("is no state and no message for a customer who buys again before it begins", () => {
      expect(usage("buys")).toEqual({});
    });

    test("is a little even for a purchase that starts nothing", () => {
      expect(usage("past")).toEqual({});
    });

    test("costs less than $40 for a million messages, besides SES, where one in twenty clicks", () => {
      const journey = (who: "clicks" | "silent") => Object.values(dollarsOf(usage(who))).reduce((sum, n) => sum + n, 0);
      const dollars = 0.05 * journey("clicks") + 0.95 * journey("silent");
      const messages = 0.05 + 0.95 * 2;
      expect((dollars / messages) * 1e6).toBeLessThan(40);
    });
  });
}

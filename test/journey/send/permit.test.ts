import { describe, expect, it } from "vitest";
import type { Shop } from "../../../lib/campaign/shop.ts";
import type { SendMessage } from "../../../lib/compiler/compiled.ts";
import { addressHash } from "../../../lib/journey/hash.ts";
import type { Contact } from "../../../lib/journey/records.ts";
import { keys } from "../../../lib/journey/records.ts";
import { mayGoOut, type Permit } from "../../../lib/journey/send/permit.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { DAY, HOUR, START } from "../../support/events.ts";
import { messageFor } from "../../support/messages.ts";

const email = "ann@mail.example";
const yes = { marketing: true, at: START, source: "checkout" };

interface Asked {
  contact?: Partial<Contact>;
  message?: Partial<SendMessage>;
  /** Milliseconds after its state was entered, at noon. */
  later?: number;
  shop?: Partial<Shop>;
  suppressed?: string;
}

async function ask({ contact, message, later = 0, shop, suppressed }: Asked): Promise<Permit> {
  const doubles = givenDoubles(shop === undefined ? {} : { shop });
  doubles.clock.now = START + later;
  if (suppressed !== undefined)
    await doubles.deps.table.write({ put: { ...keys.suppression(addressHash(suppressed)), at: START } });
  return mayGoOut(doubles.deps, messageFor("ann", message), { rev: 1, email, sent: [], ...contact }, undefined);
}

describe("a message may go out", () => {
  it("to who was never asked, where buying is enough, and not where the shop is strict", async () => {
    expect(await ask({})).toEqual({ email });
    expect(await ask({ shop: { consent: "strict" } })).toEqual({ withheld: "no consent" });
    expect(await ask({ shop: { consent: "strict" }, contact: { consent: yes } })).toEqual({ email });
  });

  it("never to who said no, to no address, or to a suppressed one in any spelling", async () => {
    expect(await ask({ contact: { consent: { ...yes, marketing: false } } })).toEqual({ withheld: "unsubscribed" });
    expect(await ask({ suppressed: " ANN@Mail.Example" })).toEqual({ withheld: "suppressed" });
    expect(await ask({ suppressed: "bob@mail.example" })).toEqual({ email });
    const doubles = givenDoubles();
    expect(await mayGoOut(doubles.deps, messageFor("ann"), undefined, undefined)).toEqual({ withheld: "no address" });
  });

  it("until it is late, to the second", async () => {
    const message = { rules: { lateAfterSeconds: 3600 } };
    expect(await ask({ message, later: HOUR })).toEqual({ email });
    expect(await ask({ message, later: HOUR + 1 })).toEqual({ withheld: "too late" });
  });

  it("not when the wait that follows in the same state is over", async () => {
    const message: Partial<SendMessage> = { rules: { lateAfterSeconds: 86_400 }, then: { do: "wait", seconds: 3600 } };
    expect(await ask({ message, later: HOUR })).toEqual({ email });
    expect(await ask({ message, later: HOUR + 1 })).toEqual({ withheld: "too late" });
  });

  it("within hours alone, on the customer's clock or the shop's, and not when that would be late", async () => {
    const rules = { hours: "09:00-12:00", lateAfterSeconds: 86_400 };
    const morning = Date.parse("2026-01-02T09:00:00Z");
    expect(await ask({ message: { rules } })).toEqual({ until: morning });
    expect(await ask({ message: { rules }, later: -1 })).toEqual({ email });
    expect(await ask({ message: { rules }, contact: { timeZone: "Europe/Lisbon" }, later: -1 })).toEqual({ email });
    expect(await ask({ message: { rules }, contact: { timeZone: "Asia/Bangkok" } })).toEqual({
      until: morning - 7 * HOUR,
    });
    expect(await ask({ message: { rules }, shop: { timeZone: "Asia/Bangkok" } })).toEqual({
      until: morning - 7 * HOUR,
    });
    const hurried = { ...rules, lateAfterSeconds: 21 * 3600 - 1 };
    expect(await ask({ message: { rules: hurried } })).toEqual({ withheld: "too late" });
    expect(await ask({ message: { rules: { ...rules, lateAfterSeconds: 21 * 3600 } } })).toEqual({ until: morning });
  });

  it("within a limit over a rolling span", async () => {
    const message = { rules: { cap: { count: 2, seconds: 7 * 86_400 }, lateAfterSeconds: 86_400 } };
    const sent = (...days: number[]) => ({ sent: days.map((day) => START - day * DAY) });
    expect(await ask({ message, contact: sent(6.9, 3) })).toEqual({ withheld: "too many" });
    expect(await ask({ message, contact: sent(7, 3) })).toEqual({ email });
    expect(await ask({ message, contact: sent(20, 9, 8, 3) })).toEqual({ email });
  });

  it("is counted in the morning when it waits for the morning", async () => {
    const rules = { hours: "13:00-20:00", cap: { count: 1, seconds: 3600 }, lateAfterSeconds: 86_400 };
    expect(await ask({ message: { rules }, contact: { sent: [START - 1] } })).toEqual({ until: START + HOUR });
  });
});

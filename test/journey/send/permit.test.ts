import { describe, expect, it } from "vitest";
import type { Shop } from "../../../lib/campaign/shop.ts";
import type { SendMessage, SendRules } from "../../../lib/compiler/compiled.ts";
import type { Address, Contact } from "../../../lib/journey/contact.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { emptyProfile } from "../../../lib/journey/profile.ts";
import { type Enrollment, toItem } from "../../../lib/journey/records.ts";
import { mayGoOut, type Permit } from "../../../lib/journey/send/permit.ts";
import { addressesDouble, givenDoubles } from "../../support/doubles.ts";
import { HOUR, START } from "../../support/events.ts";
import { messageFor } from "../../support/messages.ts";

const email = "ann@mail.example";
const yes = { marketing: true, at: START, source: "checkout" };
const no = { ...yes, marketing: false };
const SERVES = { rules: { transactional: true as const, lateAfterSeconds: 86_400 } };
const iso = (at: number) => new Date(at).toISOString();

interface Asked {
  contact?: Partial<Contact>;
  /** Of the customer: one unless given. */
  orders?: number;
  message?: Partial<SendMessage>;
  enrollment?: Partial<Enrollment>;
  /** Milliseconds after its state was entered, at noon. */
  later?: number;
  shop?: Partial<Shop>;
  /** What is known about addresses. */
  known?: Record<string, Address>;
}

async function ask({ contact, orders = 1, message, enrollment, later = 0, shop, known = {} }: Asked): Promise<string> {
  const { deps, clock } = givenDoubles(shop === undefined ? {} : { shop });
  clock.now = START + later;
  for (const [written, about] of Object.entries(known)) {
    await deps.table.write({ put: toItem(keys.address(addressesDouble.hash(written)), about) });
  }
  const about = {
    contact: { rev: 1, email, sent: [], ...contact },
    profile: { ...emptyProfile(), orders },
    entry: undefined,
  };
  return said(await mayGoOut(deps, messageFor("ann", message), about, (enrollment ?? {}) as Enrollment));
}

/** In short: "yes", why not, or until when. */
function said(permit: Permit): string {
  if ("withheld" in permit) return permit.withheld;
  return "until" in permit ? new Date(permit.until).toISOString() : "yes";
}

describe("a message may go out", () => {
  it("to a customer who bought, where that is enough, until they say no", async () => {
    expect(await ask({})).toBe("yes");
    expect(await ask({ orders: 0 })).toBe("no consent");
    expect(await ask({ orders: 0, contact: { consent: yes } })).toBe("yes");
    expect(await ask({ contact: { consent: no } })).toBe("unsubscribed");
  });

  it("where the shop is strict, only to who said yes", async () => {
    expect(await ask({ shop: { consent: "strict" } })).toBe("no consent");
    expect(await ask({ shop: { consent: "strict" }, contact: { consent: yes } })).toBe("yes");
  });

  it("where the shop asks twice, only to who confirmed their yes", async () => {
    const shop = { consent: "double-opt-in" } as const;
    expect(await ask({ shop })).toBe("no consent");
    expect(await ask({ shop, contact: { consent: yes } })).toBe("no consent");
    expect(await ask({ shop, contact: { consent: { ...yes, confirmed: START } } })).toBe("yes");
    expect(await ask({ shop, contact: { consent: { ...no, confirmed: START } } })).toBe("unsubscribed");
  });

  it("never to no address, or to a suppressed one in any spelling", async () => {
    const suppressed = { reason: "bounced", at: START };
    expect(await ask({ known: { " ANN@Mail.Example": { suppressed } } })).toBe("suppressed");
    expect(await ask({ known: { "ann@mail.example": { suppressed } }, message: SERVES })).toBe("suppressed");
    expect(await ask({ known: { "bob@mail.example": { suppressed } } })).toBe("yes");
    const { deps } = givenDoubles();
    const nobody = { contact: undefined, profile: undefined, entry: undefined };
    expect(await mayGoOut(deps, messageFor("ann"), nobody, {} as Enrollment)).toEqual({ withheld: "no address" });
  });

  it("not to a mailbox that said no, unless this customer has said yes since", async () => {
    const known = { "ann@mail.example": { no: { at: START, source: "link" } } };
    expect(await ask({ known })).toBe("unsubscribed");
    expect(await ask({ known, contact: { consent: { ...yes, at: START - 1 } } })).toBe("unsubscribed");
    expect(await ask({ known, contact: { consent: yes } })).toBe("unsubscribed");
    expect(await ask({ known, contact: { consent: { ...yes, at: START + 1 } } })).toBe("yes");
  });

  it("when it serves the customer, whatever they said about marketing and whatever they got", async () => {
    const sent = [{ at: START, campaign: "welcome" }];
    const known = { "ann@mail.example": { no: { at: START, source: "link" } } };
    const message = { rules: { ...SERVES.rules, caps: [{ of: "shop" as const, count: 1, seconds: 3600 }] } };
    expect(await ask({ orders: 0, contact: { consent: no, sent }, known, message })).toBe("yes");
    expect(await ask({ shop: { consent: "double-opt-in" }, message: SERVES })).toBe("yes");
  });

  it("about a topic that was not declined; one that asks for a choice, to who chose it", async () => {
    const topics = { offers: { name: "Offers" }, parties: { name: "Parties", optIn: true as const } };
    const about = (topic: string, chosen: Contact["topics"] = {}) =>
      ask({ shop: { topics }, contact: { topics: chosen }, message: { rules: { topic, lateAfterSeconds: 86_400 } } });
    expect(await about("offers")).toBe("yes");
    expect(await about("offers", { offers: { on: false, at: START } })).toBe("topic declined");
    expect(await about("offers", { parties: { on: false, at: START } })).toBe("yes");
    expect(await about("parties")).toBe("topic declined");
    expect(await about("parties", { parties: { on: true, at: START } })).toBe("yes");
  });

  it("until it is late, to the second", async () => {
    const message = { rules: { lateAfterSeconds: 3600 } };
    expect(await ask({ message, later: HOUR })).toBe("yes");
    expect(await ask({ message, later: HOUR + 1 })).toBe("too late");
  });

  it("until it is late since its first try, however often it was told to come back", async () => {
    const message = { rules: { hours: "09:00-12:00", lateAfterSeconds: 86_400 }, due: iso(START + 21 * HOUR) };
    const deferred = { step: "hello", since: START, until: START, why: "closed" } as const;
    expect(await ask({ message, enrollment: { deferred }, later: 24 * HOUR - 1 })).toBe("yes");
    expect(await ask({ message, enrollment: { deferred }, later: 24 * HOUR })).toBe("too late");
    // Of another message.
    const other = { ...deferred, step: "news" };
    expect(await ask({ message, enrollment: { deferred: other }, later: 24 * HOUR })).toBe(iso(START + 45 * HOUR));
  });

  it("not when the wait that follows in the same state is over", async () => {
    const message: Partial<SendMessage> = { rules: { lateAfterSeconds: 86_400 }, then: { do: "wait", seconds: 3600 } };
    expect(await ask({ message, later: HOUR })).toBe("yes");
    expect(await ask({ message, later: HOUR + 1 })).toBe("too late");
  });

  it("within hours alone, on the customer's clock or the shop's, and not when that would be late", async () => {
    const rules = { hours: "09:00-12:00", lateAfterSeconds: 86_400 };
    const morning = Date.parse("2026-01-02T09:00:00Z");
    expect(await ask({ message: { rules } })).toBe(iso(morning));
    expect(await ask({ message: { rules }, later: -1 })).toBe("yes");
    expect(await ask({ message: { rules }, contact: { timeZone: "Europe/Lisbon" }, later: -1 })).toBe("yes");
    expect(await ask({ message: { rules }, contact: { timeZone: "Asia/Bangkok" } })).toBe(iso(morning - 7 * HOUR));
    expect(await ask({ message: { rules }, shop: { timeZone: "Asia/Bangkok" } })).toBe(iso(morning - 7 * HOUR));
    const hurried = { ...rules, lateAfterSeconds: 21 * 3600 - 1 };
    expect(await ask({ message: { rules: hurried } })).toBe("too late");
    expect(await ask({ message: { rules: { ...rules, lateAfterSeconds: 21 * 3600 } } })).toBe(iso(morning));
  });

  it("on days and dates alone that are open", async () => {
    const rules = (changes: Partial<SendRules>) => ({
      message: { rules: { lateAfterSeconds: 7 * 86_400, ...changes } },
    });
    // The first of January 2026 is a Thursday.
    expect(await ask(rules({ days: ["thursday"] }))).toBe("yes");
    expect(await ask(rules({ days: ["monday"] }))).toBe("2026-01-05T00:00:00.000Z");
    expect(await ask(rules({ notOn: ["01-01", "2026-01-02"] }))).toBe("2026-01-03T00:00:00.000Z");
    expect(await ask(rules({ days: ["monday"], hours: "09:00-12:00" }))).toBe("2026-01-05T09:00:00.000Z");
    expect(await ask(rules({ days: ["monday"], ifClosed: "drop" }))).toBe("closed");
    expect(await ask(rules({ days: ["thursday"], ifClosed: "drop" }))).toBe("yes");
  });

  it("is counted in the morning when it waits for the morning", async () => {
    const rules = {
      hours: "13:00-20:00",
      caps: [{ of: "shop" as const, count: 1, seconds: 3600 }],
      lateAfterSeconds: 86_400,
    };
    const sent = [{ at: START - 1, campaign: "other" }];
    expect(await ask({ message: { rules }, contact: { sent } })).toBe(iso(START + HOUR));
  });
});

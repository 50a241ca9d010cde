import { describe, expect, it } from "vitest";
import { describePromises } from "../../bench/promises.ts";
import { type Breach, breachesOf } from "./million/check.ts";
import { noCounts } from "./million/live.ts";
import { sendAndCheck } from "./million/run.ts";
import { type Person, personIn, type Said } from "./million/said.ts";
import { CAMPAIGNS, KINDS, shopWith } from "./million/shop.ts";

/** `node bench/promises.ts 1000000` takes minutes; these are its first seconds. */
const SENDS = 10_000;

describe("shops of every kind of consent, whose customers are hard to please", () => {
  it("send nothing after a no, above a limit or outside of hours", async () => {
    const counts = await sendAndCheck(SENDS);
    expect([...counts.breaches]).toEqual([]);
    // All that could go wrong was there to go wrong.
    for (const what of ["unsubscribed", "complained", "bounced", "says no", "moves", "has a new address", "chooses"]) {
      expect(counts.did.get(what) ?? 0, what).toBeGreaterThan(5);
    }
    for (const reason of [
      ["unsubscribed", "suppressed", "no consent", "topic declined", "closed", "too late"],
      ["too many", "too many of the topic", "too many of the campaign"],
    ].flat()) {
      expect(counts.withheld.get(reason) ?? 0, reason).toBeGreaterThan(5);
    }
    expect(counts.deferred).toBeGreaterThan(1_000);
    expect(describePromises(counts, 1)).toContain("        0  above a cap");
  }, 120_000);
});

describe("whoever checks them", () => {
  const NOON = Date.parse("2026-03-04T12:00:00Z");

  /** What is wrong with a message to Ann, who lives in London, has bought, and got so many messages an hour ago. */
  function wrongs(template: string, campaign: string, changes: Partial<Person> = {}, at = NOON): Breach[] {
    const ann: Person = {
      ...{
        id: "ann",
        mailbox: 1,
        isMailboxTold: true,
        home: "Europe/London",
        timeZone: "Europe/London",
        hasBought: true,
      },
      ...{ word: undefined, isConfirmed: false, topics: new Map(), got: [], ...changes },
    };
    const said: Said = {
      people: new Map([["ann", ann]]),
      mailboxes: new Map(Object.entries(MAILBOXES).map(([n, one]) => [Number(n), one])),
    };
    const mail = {
      sendId: { customer: personIn(said, "ann").id, enrollment: "e-1", step: "s-1" },
      ...{ campaign, template, to: `M${ann.mailbox}@xn--bcher-kva.example` },
      ...{ from: "", fromName: "", subject: "", html: "", text: "", headers: {} },
    };
    const terms = { shop: shopWith("soft-opt-in"), campaigns: CAMPAIGNS, kinds: KINDS };
    return breachesOf(said, terms, mail, at, new Set());
  }

  const MAILBOXES = {
    2: { noAt: NOON - 5, isDead: false, softBounces: [] },
    3: { noAt: undefined, isDead: true, softBounces: [] },
  };
  const got = (...all: [hoursAgo: number, campaign: string, topic?: string][]) => ({
    got: all.map(([hours, campaign, topic]) => ({ at: NOON - hours * 3_600_000, campaign, topic })),
  });

  it.each<[Breach[], Parameters<typeof wrongs>]>([
    [[], ["thanks", "thank-you"]],
    [
      ["after a no of the customer", "without consent"],
      ["thanks", "thank-you", { word: { yes: false, at: NOON - 9 } }],
    ],
    [[], ["receipt", "receipts", { word: { yes: false, at: NOON - 9 } }]],
    [["after a no of the mailbox"], ["thanks", "thank-you", { mailbox: 2 }]],
    [["after a no of the mailbox"], ["thanks", "thank-you", { mailbox: 2, word: { yes: true, at: NOON - 5 } }]],
    [[], ["thanks", "thank-you", { mailbox: 2, word: { yes: true, at: NOON - 4 } }]],
    [["to a dead mailbox"], ["receipt", "receipts", { mailbox: 3 }]],
    [["without consent"], ["thanks", "thank-you", { hasBought: false }]],
    [["of a topic that was declined"], ["thanks", "thank-you", { topics: new Map([["tips", { on: false, at: 0 }]]) }]],
    [
      ["outside hours and days", "of a topic that was declined"],
      ["party", "parties"],
    ],
    [["above a cap"], ["news", "thank-you", got([1, "a"], [2, "b"], [3, "c"], [4, "d"])]],
    [[], ["news", "thank-you", got([1, "a"], [2, "b"], [3, "c"], [168, "d"])]],
    [["above a cap"], ["offer", "win-back", got([1, "a", "offers"], [200, "b", "offers"])]],
    [["above a cap"], ["night", "win-back", got([1, "win-back"], [300, "win-back"])]],
    [["outside hours and days"], ["thanks", "thank-you", {}, NOON - 3 * 3_600_000 - 1]],
    [[], ["thanks", "thank-you", {}, NOON - 3 * 3_600_000]],
    [["outside hours and days"], ["thanks", "thank-you", { timeZone: "Asia/Bangkok" }, NOON + 3_600_000]],
    [["outside hours and days"], ["thanks", "thank-you", {}, Date.parse("2026-03-17T12:00:00Z")]],
    [["outside hours and days"], ["vip", "win-back", {}, Date.parse("2026-03-07T12:00:00Z")]],
    [[], ["night", "night-owls", {}, Date.parse("2026-03-05T06:29:00Z")]],
    [["outside hours and days"], ["night", "night-owls", {}, Date.parse("2026-03-05T06:30:00Z")]],
  ])("finds %j", (wanted, asked) => {
    expect(wrongs(...asked)).toEqual(wanted);
  });

  it("knows a day that begins in the evening before", () => {
    const party = (at: string) =>
      wrongs("party", "parties", { topics: new Map([["parties", { on: true, at: 0 }]]) }, Date.parse(at));
    // Saturday's party goes on into Sunday; Friday's is over then.
    expect(party("2026-03-08T01:59:00Z")).toEqual([]);
    expect(party("2026-03-08T02:00:00Z")).toEqual(["outside hours and days"]);
    expect(party("2026-03-06T01:00:00Z")).toEqual(["outside hours and days"]);
  });

  it("counts nothing where nothing was sent", () => {
    expect(describePromises(noCounts(), 0)).toContain("        0  after a no of the customer");
  });
});

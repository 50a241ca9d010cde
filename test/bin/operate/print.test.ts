import { describe, expect, it } from "vitest";
import { printBackfill } from "../../../bin/commands/operate/print/backfill.ts";
import { printLetters } from "../../../bin/commands/operate/print/letters.ts";
import { printStatus } from "../../../bin/commands/operate/print/status.ts";
import { sameStack } from "../../../bin/commands/operate/stack-command.ts";
import type { LabeledCampaign } from "../../../bin/commands/operate/status.ts";
import type { LetterGroup } from "../../../lib/operate/dead-letters/groups.ts";

const CAMPAIGN: LabeledCampaign = {
  campaign: "win-back",
  name: "Win back quiet customers",
  state: "on",
  version: "aaaa",
  pausedSince: "2026-11-21T18:04:00.000Z",
  held: 12,
  people: [
    { version: "aaaa", n: 40 },
    { version: "bbbb", n: 1_000 },
    { version: "cccc", n: 234 },
  ],
  enrolled: 2_000,
  heldOut: 200,
  waitingToBegin: 900,
  begun: 800,
  onTheirWay: 174,
  begunOfHoldout: 80,
  converted: 100,
  convertedOfHoldout: 4,
  revenue: { USD: 4_200 },
  ended: [{ why: "completed", n: 626 }],
  endedBeforeBegun: [{ why: "won back", n: 300 }],
  steps: [
    {
      step: "we-miss-you",
      label: "Send we-miss-you, wait for clicked (3 days)",
      entered: 800,
      waiting: 174,
      left: [
        { why: "on", n: 600 },
        { why: "won back", n: 26 },
      ],
      message: {
        sent: 790,
        unconfirmed: 1,
        withheld: [{ why: "too many", n: 9 }],
        deferred: [],
        delivered: 780,
        opened: 400,
        clicked: 79,
        bounced: 2,
        complained: 0,
        unsubscribed: 4,
        byMachine: { opened: 310, clicked: 12 },
      },
    },
    {
      step: "coupon-1",
      entered: 600,
      waiting: 0,
      left: [],
      coupon: { given: 500, redeemed: 40, revenue: { USD: 1_200 } },
    },
    {
      step: "how-likely",
      entered: 0,
      waiting: 0,
      left: [],
      message: {
        sent: 200,
        unconfirmed: 0,
        withheld: [],
        deferred: [],
        delivered: 200,
        opened: 90,
        clicked: 0,
        bounced: 0,
        complained: 0,
        unsubscribed: 0,
        byMachine: { opened: 0, clicked: 0 },
        survey: { answered: 50, groups: { promoter: 25, passive: 15, detractor: 10 }, nps: 30 },
      },
    },
    { step: "crm", entered: 0, waiting: 0, left: [], calls: { taken: 7, refused: 2, givenUp: 1 } },
  ],
};
const THERE = sameStack({ project: ".", stack: "RegularsProd", region: "eu-central-1" });
const STATUS = {
  stack: "RegularsProd",
  region: "eu-central-1",
  countedThrough: "2026-11-21T18:05:01.000Z",
  campaigns: [CAMPAIGN],
  queues: { toSend: 5, send: 0, records: 3, calls: 0 },
  pools: [
    { coupon: "big-20", imported: 5_000, given: 4_950, left: 50, isLow: true },
    { coupon: "big-10", imported: 5_000, given: 0, left: 5_000, isLow: false },
  ],
};

describe("the status as a person reads it", () => {
  it("tells of a campaign what stands out, then its people, its steps and its messages", () => {
    const text = printStatus(STATUS, {}, THERE);
    for (const line of [
      "on, version aaaa",
      "1,234 people finish 2 earlier versions",
      "PAUSED since 2026-11-21 18:04 UTC",
      "12 people are held before their next message",
      "12.5% of those who began; $4,200.00",
      "5.0% of 80",
      "800      174  Send we-miss-you, wait for clicked (3 days)",
      "600  went on",
      "we-miss-you   790        780     400  50.6%       79  10.0%  9 withheld: too many",
      "  4 unsubscribed\n",
      "  (310 opened by machines)\n",
      "  (12 clicked by machines)\n",
      "3\n    npx regulars redrive --queue records --stack RegularsProd --region eu-central-1\n",
      /how-likely answered +50 {2}25\.0% of 200\n/,
      /NPS, in points +\+30 {2}of 50 who answered\n/,
      "    promoter 50.0%, passive 30.0%, detractor 20.0%\n",
      /coupon-1 +500 +40 {2}8\.0% {2}\$1,200\.00\n/,
      /crm +7 +2 +1\n/,
      /codes left of big-20 +50 {2}of 5,000; LOW: import more\n/,
      /codes left of big-10 +5,000 {2}of 5,000\n/,
      "The newest change that is counted is of 2026-11-21 18:05 UTC.",
    ])
      expect(text).toMatch(line);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("tells of a campaign that is on no more who is still in it", () => {
    const { version: _, pausedSince: __, ...off } = CAMPAIGN;
    const campaign: LabeledCampaign = { ...off, state: "off", held: 0, people: [{ version: "cccc", n: 1 }] };
    const text = printStatus({ ...STATUS, campaigns: [campaign] }, { from: "2026-11-01" }, THERE);
    expect(text).toContain("no longer deployed: nobody is enrolled any more");
    expect(text).toContain("1 person finishes version cccc");
    expect(text).toContain("Figures from 2026-11-01, days on the shop's clock; who waits where is as of now.");
    expect(text).not.toContain("PAUSED");
  });

  it("tells that a campaign is paused when all are", () => {
    const { pausedSince: _, ...campaign } = CAMPAIGN;
    const text = printStatus(
      { ...STATUS, campaigns: [campaign], allPausedSince: "2026-11-20T08:00:00.000Z" },
      {},
      THERE,
    );
    expect(text).toContain("PAUSED since 2026-11-20 08:00 UTC");
    expect(text).toContain("everything, since 2026-11-20 08:00 UTC");
  });
});

const GROUP: LetterGroup = {
  queue: "records",
  kind: "event for enroll",
  reason: "Refused: total wants a number",
  remedy: "enroll",
  count: 2,
  oldest: "2026-11-21T18:04:00.000Z",
  taken: 0,
  discarded: 0,
  failed: {},
};
const ABOUT = { queues: ["send", "records", "calls"], go: false, there: THERE, isPartial: false } as const;

describe("what lies in dead-letter queues as a person reads it", () => {
  it("says what --go would do, and that nothing was done", () => {
    const text = printLetters([GROUP], ABOUT).join("\n");
    expect(text).toContain("      2  event for enroll\n         Refused: total wants a number\n");
    expect(text).toContain("--go hands them to enroll again");
    expect(text).toContain("Nothing was put back. Add --go to do it.");
  });

  it("names the replay that applies lost events, a day before they came", () => {
    const span = { from: "2026-11-14T00:13:19Z", to: "2026-11-14T00:15:00Z", events: 200 };
    const text = printLetters([{ ...GROUP, remedy: "replay", span }], ABOUT).join("\n");
    expect(text).toContain(
      "npx regulars replay --stack RegularsProd --region eu-central-1 --from 2026-11-13 --to 2026-11-14 --go",
    );
    expect(text).not.toContain("Nothing was put back");
  });

  it("says what was taken and what failed again", () => {
    const groups = [{ ...GROUP, taken: 1, failed: { "Error: still wrong": 1 } }];
    const text = printLetters(groups, { ...ABOUT, go: true }).join("\n");
    expect(text).toContain("1 put back");
    expect(text).toContain("1 failed again: Error: still wrong");
    expect(text).toContain("What still fails is set aside anew");
  });

  it("says that there is nothing", () => {
    expect(printLetters([], ABOUT)).toEqual(["Nothing is set aside."]);
  });
});

describe("a backfill as a person reads it", () => {
  const result = {
    customers: 5_000,
    enrolled: 3_000,
    heldOut: 300,
    passed: { "said no to marketing": 200, "its time had gone by": 1_500 },
    beginsInWeek: Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [new Date(Date.UTC(2026, 10, 2 + 7 * i)).toISOString().slice(0, 10), 100]),
    ),
    beginNow: 7,
    unreadable: 0,
    isInterrupted: false,
  };
  const cost = { reading: 0.5, enrolling: 0.0001, journeys: { least: 1, most: 12.5 } };
  const about = { campaign: "win-back", cost, perSecond: 20, late: "skip" } as const;

  it("says what would happen, what it would cost, how long it takes, and what --late does", () => {
    const text = printBackfill(result, { ...about, go: false }).join("\n");
    for (const line of [
      "Dry run, nobody was enrolled.",
      "2026-11-02        100",
      "later             400",
      "7 journeys of the first week at once",
      "$12.50  at the least $1.00",
      "less than a cent",
      "Those whose time had gone by would begin now with --late start.",
      "At 20 a second it takes about 3 minutes. Add --go to do it.",
    ])
      expect(text).toContain(line);
    expect(text.indexOf("its time had gone by")).toBeLessThan(text.indexOf("said no to marketing"));
  });

  it("says what happened, and how to go on when it was stopped", () => {
    expect(printBackfill(result, { ...about, go: true }).join("\n")).not.toMatch(/Dry run|cost|--go/);
    const stopped = printBackfill({ ...result, isInterrupted: true }, { ...about, go: true }).join("\n");
    expect(stopped).toContain("Run the same command again: it goes on where it was.");
  });
});

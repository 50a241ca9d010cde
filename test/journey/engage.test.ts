import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Engagement, engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { send } from "../../lib/journey/send.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { learned, purchase, START, says } from "../support/events.ts";
import { messageFor } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

const message = messageFor("ann");
const bounced: Engagement = { fact: "bounced", message, at: START + 2, kind: "hard" };
const unsubscribed = (at: number): Engagement => ({ fact: "unsubscribed", customer: "ann", at, source: "link" });

async function givenAnnMailed(): Promise<Doubles> {
  const doubles = givenDoubles({
    campaigns: [givenCampaign({ ...TWO_MAILS, start: { on: "purchase", again: "always" } })],
  });
  await enroll(doubles.deps, purchase("ann"));
  await send(doubles.deps, message);
  return doubles;
}

const marketing = async ({ deps }: Doubles) => (await recordsOf(deps.table).contact("ann")).consent?.marketing;
/** Whether a message to somebody else at this address goes out. */
async function mails(ann: Doubles, customer: string, email: string): Promise<string> {
  await enroll(ann.deps, purchase(customer, { customer: { email } }));
  return send(ann.deps, messageFor(customer));
}

describe("a reaction", () => {
  it("is kept with the time of its first report, whatever the order", async () => {
    const facts = ["delivered", "opened", "clicked", "clicked"] as const;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...facts], { minLength: 4 }), async (shuffled) => {
        const ann = await givenAnnMailed();
        ann.clock.now = START + 20;
        for (const [index, fact] of shuffled.entries()) await engage(ann.deps, { fact, message, at: START + index });
        const [entry] = await recordsOf(ann.deps.table).sends("ann");
        expect(entry).toMatchObject({ clicked: START + shuffled.indexOf("clicked"), delivered: START });
        expect(entry?.opened).toBe(START + Math.min(shuffled.indexOf("clicked"), shuffled.indexOf("opened")));
      }),
      { seed: 7 },
    );
  });

  it("to a message that never was is written to the log, and changes nothing", async () => {
    const ann = await givenAnnMailed();
    for (const fact of ["clicked", "complained"] as const) {
      await engage(ann.deps, { fact, message: messageFor("ann", { step: "other" }), at: START });
    }
    await engage(ann.deps, { ...bounced, message: messageFor("ann", { step: "other" }) });
    expect(ann.log).toEqual(Array.from({ length: 3 }, () => "engagement without a message"));
    expect(await recordsOf(ann.deps.table).sends("ann")).toHaveLength(1);
    expect((await recordsOf(ann.deps.table).enrollment("ann")).status).toBe("running");
  });
});

describe("a bounce for good", () => {
  it("spoils the address that the message went to, not the one that the customer has by now", async () => {
    const ann = await givenAnnMailed();
    await enroll(ann.deps, learned("ann", { email: "new@mail.example" }));
    await engage(ann.deps, bounced);
    expect((await recordsOf(ann.deps.table).enrollment("ann")).status).toBe("running");
    expect(await mails(ann, "bob", "new@mail.example")).toBe("sent");
    expect(await mails(ann, "cid", "ANN@mail.example")).toBe("suppressed");
  });

  it("ends the journeys when it comes again after a crash in between", async () => {
    const ann = await givenAnnMailed();
    const { transact } = ann.deps.table;
    ann.deps.table.transact = async () => {
      throw new Error("killed");
    };
    await expect(engage(ann.deps, bounced)).rejects.toThrow("killed");
    ann.deps.table.transact = transact;
    await engage(ann.deps, bounced);
    expect(await recordsOf(ann.deps.table).enrollment("ann")).toMatchObject({ status: "ended", outcome: "bounced" });
  });
});

describe("a no", () => {
  it("that comes again stops what a crash left running", async () => {
    const ann = await givenAnnMailed();
    const { stop } = ann.deps.executions;
    ann.deps.executions.stop = async () => {
      throw new Error("throttled");
    };
    await expect(engage(ann.deps, unsubscribed(START))).rejects.toThrow("throttled");
    ann.deps.executions.stop = stop;
    await engage(ann.deps, unsubscribed(START));
    expect(ann.stopped).toEqual([message.enrollment]);
  });

  it("from before the last yes stops nothing", async () => {
    const ann = await givenAnnMailed();
    ann.clock.now = START + 20;
    await enroll(ann.deps, learned("ann", says(true, START + 10)));
    await engage(ann.deps, unsubscribed(START + 9));
    expect(await marketing(ann)).toBe(true);
    expect((await recordsOf(ann.deps.table).enrollment("ann")).status).toBe("running");
  });

  it("counts against a yes that was dated ahead of our clock", async () => {
    const ann = await givenAnnMailed();
    await enroll(ann.deps, learned("ann", says(true, START + 365 * 86_400_000)));
    ann.clock.now = START + 60_000;
    await engage(ann.deps, unsubscribed(START + 60_000));
    expect(await marketing(ann)).toBe(false);
  });

  it("counts against a yes of the same moment", async () => {
    const ann = await givenAnnMailed();
    await engage(ann.deps, unsubscribed(START + 10));
    await enroll(ann.deps, learned("ann", says(true, START + 10)));
    expect(await marketing(ann)).toBe(false);
  });

  it("said twice outlives a yes from between that arrives late", async () => {
    const ann = await givenAnnMailed();
    await engage(ann.deps, unsubscribed(START + 1));
    await engage(ann.deps, unsubscribed(START + 3));
    await enroll(ann.deps, learned("ann", says(true, START + 2)));
    expect(await marketing(ann)).toBe(false);
  });

  it("and yes in any order come to the same: the last word", async () => {
    const words: [boolean, number][] = [
      [true, 1],
      [false, 2],
      [true, 3],
      [false, 4],
      [true, 5],
    ];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(words, { minLength: 1 }), async (shuffled) => {
        const ann = await givenAnnMailed();
        ann.clock.now = START + 20;
        for (const [yes, at] of shuffled) {
          if (yes) await enroll(ann.deps, learned("ann", says(true, START + at), { id: `yes-${at}` }));
          else await engage(ann.deps, unsubscribed(START + at));
        }
        const last = shuffled.reduce((one, other) => (one[1] > other[1] ? one : other));
        expect(await marketing(ann)).toBe(last[0]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

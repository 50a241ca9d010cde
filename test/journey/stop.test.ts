import { describe, expect, it } from "vitest";
import { engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { stopJourneys, stopOne } from "../../lib/journey/stop.ts";
import { TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { DAY, purchase, START } from "../support/events.ts";
import { enrolledBy } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

const campaigns = [TWO_MAILS, WIN_BACK, { ...WIN_BACK, id: "held", holdout: "90%" }].map((one) => givenCampaign(one));

async function givenAnn(): Promise<Doubles> {
  const doubles = givenDoubles({ campaigns });
  await enroll(doubles.deps, purchase("ann"));
  return doubles;
}

const outcomes = async ({ deps }: Doubles) =>
  Promise.all(
    ["welcome", "win-back", "held"].map(async (id) => (await recordsOf(deps.table).enrollment("ann", id)).outcome),
  );

describe("stopping", () => {
  it("ends running, scheduled and held-out journeys, and takes schedules back", async () => {
    const ann = await givenAnn();
    await stopJourneys(ann.deps, "ann", "erased");
    expect(await outcomes(ann)).toEqual(["erased", "erased", "erased"]);
    expect(ann.schedules.size).toBe(0);
    expect(ann.stopped).toContain(enrolledBy("ann"));
  });

  it("of more journeys than one transaction holds writes the no first, and ends all of them", async () => {
    const many = Array.from({ length: 120 }, (_, number) => givenCampaign({ ...TWO_MAILS, id: `c-${number}` }));
    const { deps, stopped } = givenDoubles({});
    // A purchase that starts more than 45 would not fit one transaction either.
    for (let from = 0; from < many.length; from += 40) {
      const campaigns = many.slice(from, from + 40).map(({ rules }) => rules);
      await enroll({ ...deps, campaigns }, purchase("ann", { at: START + from }));
    }
    const { transact } = deps.table;
    deps.table.transact = async (actions) => {
      deps.table.transact = async () => {
        throw new Error("cut off");
      };
      return transact(actions);
    };
    const no = { fact: "unsubscribed", customer: "ann", at: START + DAY, source: "page" } as const;
    await expect(engage(deps, no)).rejects.toThrow("cut off");
    expect((await recordsOf(deps.table).contact("ann")).consent?.marketing).toBe(false);
    deps.table.transact = transact;
    await engage(deps, no);
    await stopJourneys(deps, "ann", "unsubscribed");
    for (const { rules } of many) {
      expect((await recordsOf(deps.table).enrollment("ann", rules.campaign)).outcome).toBe("unsubscribed");
    }
    expect(new Set(stopped).size).toBe(120);
  });

  it("of one journey leaves the others", async () => {
    const ann = await givenAnn();
    await stopOne(ann.deps, "ann", await recordsOf(ann.deps.table).enrollment("ann"), "no date");
    expect(await outcomes(ann)).toEqual(["no date", undefined, undefined]);
    expect(ann.stopped).toEqual([enrolledBy("ann")]);
  });

  it("done again stops the executions again and keeps the first end", async () => {
    const ann = await givenAnn();
    await stopJourneys(ann.deps, "ann", "erased");
    ann.stopped.length = 0;
    ann.clock.now = START + 1;
    await stopJourneys(ann.deps, "ann", "erased");
    expect(ann.stopped).toContain(enrolledBy("ann"));
    expect(await recordsOf(ann.deps.table).enrollment("ann")).toMatchObject({ endedAt: START });
    ann.stopped.length = 0;
    // For another reason: these have ended, and nothing is left to do.
    await stopJourneys(ann.deps, "ann", "bounced");
    expect(ann.stopped).toEqual([]);
  });

  it("looks again when a journey changed between its reading and its writing", async () => {
    const ann = await givenAnn();
    const { transact } = ann.deps.table;
    ann.deps.table.transact = async (actions) => {
      ann.deps.table.transact = transact;
      await enroll({ ...ann.deps }, purchase("ann", { at: START + 1 }));
      return transact(actions);
    };
    await stopJourneys(ann.deps, "ann", "erased");
    expect((await outcomes(ann)).filter((outcome) => outcome !== "erased")).toEqual([]);
    expect(ann.schedules.size).toBe(0);
  });
});

import { describe, expect, it } from "vitest";
import { enroll } from "../../lib/journey/enroll.ts";
import { stopJourneys, stopOne } from "../../lib/journey/stop.ts";
import { TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { purchase, START } from "../support/events.ts";
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

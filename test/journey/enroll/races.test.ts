import { describe, expect, it } from "vitest";
import { awaitTarget } from "../../../lib/journey/await.ts";
import { begin } from "../../../lib/journey/begin.ts";
import { decide } from "../../../lib/journey/decide.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { finish } from "../../../lib/journey/finish.ts";
import { REFILL, TWO_MAILS } from "../../support/campaigns.ts";
import { DAY, purchase, START } from "../../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving, RUNS } from "../../support/interleaving.ts";
import { awaitFor, enrolledBy } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { givenCampaign } from "../../support/shop.ts";

const WELCOME = givenCampaign(TWO_MAILS);
const AGAIN = givenCampaign(REFILL);

describe("no purchase is lost, none counted twice", () => {
  it("when purchases, their replays, a tag and a wait change the same profile", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const race = givenRace(ann.deps, scheduler);
      const about = {
        customer: "ann",
        campaign: "welcome",
        enrollment: enrolledBy("ann"),
        version: "1",
        step: "tag-1",
        since: new Date(START).toISOString(),
      };
      for (const at of [START + 1, START + 2]) {
        race.enters("purchase", () => enroll(race.deps, purchase("ann", { at })));
        race.enters("replay", () => enroll(race.deps, purchase("ann", { at })));
      }
      race.enters("tag", () => decide(race.deps, { ...about, do: "tag", tag: "keen" }));
      race.enters("await", () => awaitTarget(race.deps, awaitFor("ann", { on: "delivery" })));
      await race.settles();
      const profile = await recordsOf(ann.deps.table).profile("ann");
      expect(profile).toMatchObject({ orders: 3, spent: { USD: 90 }, tags: ["keen"] });
      expect(Object.keys(profile).filter((name) => name.startsWith("wait#"))).toHaveLength(1);
    });
  });

  it("when a purchase that stops and starts a journey races with its beginning and its end: one journey stands", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([AGAIN]);
      const about = { customer: "ann", campaign: "refill", enrollment: enrolledBy("ann", "refill") };
      ann.clock.now = START + 25 * DAY;
      ann.schedules.clear();
      const again = purchase("ann", { at: START + 26 * DAY });
      const { start } = ann.deps.executions;
      // The execution may be over before its start is answered.
      ann.deps.executions = {
        ...ann.deps.executions,
        async start(...execution) {
          await start(...execution);
          race.enters("end", () => finish(race.deps, { ...about, status: "SUCCEEDED" }));
        },
      };
      const race = givenRace(ann.deps, scheduler);
      race.enters("begin", () => begin(race.deps, about));
      race.enters("begin again", () => begin(race.deps, about));
      race.enters("purchase", () => enroll(race.deps, again));
      race.enters("replay", () => enroll(race.deps, again));
      await race.settles();
      const records = recordsOf(ann.deps.table);
      const past = await records.past("ann");
      expect(past.map(({ id, status }) => [id, status])).toEqual([[about.enrollment, "ended"]]);
      const current = await records.enrollment("ann", "refill");
      expect(current).toMatchObject({ event: again.eventId, status: "scheduled" });
      expect([...ann.schedules.keys()]).toEqual([current.id]);
      expect(ann.started.length).toBeLessThanOrEqual(1);
      // What one of them wrote is not undone by another: a journey that was started has begun.
      expect(past[0]?.begun === true).toBe(ann.started.length === 1);
    });
  });
});

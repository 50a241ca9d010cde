import { expect, it } from "vitest";
import { begin } from "../../../lib/journey/begin.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { forget } from "../../../lib/journey/forget.ts";
import { STAGE_WATCH, stageWatch } from "../../../lib/journey/hash.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, purchase, START } from "../../support/events.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { givenTold } from "../../support/told.ts";

const MISSED = { id: "missed", start: { on: "stage.changed" }, steps: [{ send: "missed" }] } satisfies Authored;

/** Ann bought once; nobody knows a rhythm of hers, so she is at risk after 90 days, and lapsed after 180. */
async function givenAnn(): Promise<Doubles> {
  const ann = givenDoubles({ campaigns: [givenCampaign(MISSED)] });
  await enroll(ann.deps, purchase("ann"));
  return ann;
}

/** The schedule of this name comes due; it deletes itself when what it called has long set the next one. */
async function comesDue(ann: Doubles, name: string): Promise<void> {
  ann.clock.now = ann.schedules.get(name) ?? Number.NaN;
  const before = ann.events.length;
  await begin(ann.deps, { customer: "ann", campaign: STAGE_WATCH, enrollment: name });
  for (const event of ann.events.slice(before)) await enroll(ann.deps, event);
  ann.schedules.delete(name);
}

const stage = async ({ deps }: Doubles) => (await recordsOf(deps.table).profile("ann")).stage;

it("a schedule that deletes itself late takes no other look with it", async () => {
  const ann = await givenAnn();
  await comesDue(ann, stageWatch("ann", "at risk"));
  expect(await stage(ann)).toBe("at risk");
  expect([...ann.schedules]).toEqual([[stageWatch("ann", "lapsed"), START + 180 * DAY]]);
  await comesDue(ann, stageWatch("ann", "lapsed"));
  expect(await stage(ann)).toBe("lapsed");
  expect([...ann.schedules]).toEqual([]);
});

it("whoever came back meanwhile is looked at in vain once, and in time then", async () => {
  const ann = await givenAnn();
  await comesDue(ann, stageWatch("ann", "at risk"));
  ann.clock.now = START + 100 * DAY;
  await enroll(ann.deps, purchase("ann", { at: ann.clock.now }));
  await comesDue(ann, stageWatch("ann", "lapsed"));
  expect(await stage(ann)).toBe("active");
  expect([...ann.schedules]).toEqual([[stageWatch("ann", "at risk"), START + 190 * DAY]]);
  await comesDue(ann, stageWatch("ann", "at risk"));
  expect(await stage(ann)).toBe("at risk");
});

it("erasing takes back either of them", async () => {
  const ann = await givenAnn();
  await comesDue(ann, stageWatch("ann", "at risk"));
  await enroll(ann.deps, purchase("ann", { at: ann.clock.now }));
  expect(ann.schedules.size).toBe(2);
  await forget(ann.deps, "ann", givenTold());
  expect([...ann.schedules]).toEqual([]);
});

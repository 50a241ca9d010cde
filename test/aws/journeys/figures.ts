import { describe, expect, test } from "vitest";
import { readFigures } from "../../../lib/journey/figures.ts";
import { recount, withWaiting } from "../../support/recount.ts";
import { quiet } from "../counted/quiet.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { ended, gets } from "./ask.ts";
import { begins } from "./people.ts";
import type { Stage } from "./stage.ts";

/** What the stream of changes has added up to, after everything that these tests did. */
export function figures(given: () => Stage): void {
  describe("the figures", () => {
    test("are what the records come to", async () => {
      const { engine, aws, table, project, customers } = given();
      await given().tells(begins("welcome", "counted"));
      await putSesEvent(aws, await gets(given(), "counted", "hello"), "Click");
      await ended(given(), "counted", "welcome");
      await quiet(engine);
      const campaigns = project.campaigns.map(({ rules }) => rules);

      const told = new Map<string, number>();
      for (const { campaign } of campaigns) {
        for (const { step = "", what, n } of await readFigures(table, campaign))
          told.set(`${campaign} ${step} ${what}`, n);
      }

      const records = await recount({ ...given(), deps: { campaigns } }, [...customers]);
      expect(Object.fromEntries(withWaiting(told))).toEqual(Object.fromEntries(records));
      expect(records.get("welcome  ended: completed")).toBeGreaterThan(0);
      expect(records.get("welcome hello clicked")).toBeGreaterThan(0);
      expect(records.get("nps how-likely promoter")).toBeGreaterThan(0);
      expect(records.get("advocate-thanks coupon-1 coupon redeemed")).toBe(1);
    });
  });
}

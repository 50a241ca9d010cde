import { describe, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { ended, enrolled, execution, PATIENCE, stepsSent } from "./ask.ts";
import { begins } from "./people.ts";
import { regulars } from "./regulars.ts";
import type { Stage } from "./stage.ts";

export function pausing(given: () => Stage): void {
  describe("a paused campaign", () => {
    test("holds people before their next message, and others go on; resumed, so do they", async () => {
      expect(await regulars(given(), "pause", "newsletter")).toMatchObject({ paused: "newsletter" });
      await given().tells(begins("newsletter", "held"));
      await given().tells(begins("capped", "passes"));

      await eventually(
        "the customer is held",
        async () => (await given().table.query("held#newsletter", { prefix: "held#" })).items[0],
        PATIENCE,
      );
      await ended(given(), "passes", "capped");
      expect(stepsSent(given(), "passes")).toEqual(["hello"]);
      expect(stepsSent(given(), "held")).toEqual([]);
      expect(await enrolled(given(), "held", "newsletter")).toMatchObject({ status: "running", step: "hello" });

      expect(await regulars(given(), "resume", "newsletter")).toMatchObject({ people: 1, stillPaused: [] });

      const enrollment = await ended(given(), "held", "newsletter");
      expect(stepsSent(given(), "held")).toEqual(["hello", "guide"]);
      expect((await execution(given(), enrollment)).states).toEqual([
        "Send hello",
        "Held by a pause: hello",
        "Send hello",
        "Send guide",
      ]);
    });
  });
}

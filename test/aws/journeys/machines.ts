import { describe, expect, test } from "vitest";
import { read } from "../support/mails.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { ended, gets, stepsSent } from "./ask.ts";
import { begins } from "./people.ts";
import type { Stage } from "./stage.ts";

const GUIDE = "https://bluecup.example/guide";

/** What SES tells of programs that open mail and follow links. */
export function machines(given: () => Stage): void {
  describe.concurrent("a machine", () => {
    test("that follows the hidden link and another one wakes nothing: its customer stays silent", async () => {
      const stage = given();
      await stage.tells(begins("welcome", "scanned"));
      const mail = await gets(stage, "scanned", "hello");
      const { html = "" } = await read(mail);
      const hidden = `${stage.output("ApiUrl")}/h`;
      // SES tracks this link, and no other one of ours.
      expect(html).toContain(`<a href="${hidden}"`);

      await putSesEvent(stage.aws, mail, "Open", { userAgent: "Mozilla/5.0" });
      await putSesEvent(stage.aws, mail, "Click", { link: GUIDE });
      await putSesEvent(stage.aws, mail, "Click", { link: hidden });

      const enrollment = await ended(stage, "scanned", "welcome");
      expect(stepsSent(stage, "scanned")).toEqual(["hello", "reminder"]);
      expect(enrollment.outcome).toBe("completed");
      const hello = (await stage.sends("scanned")).find(({ step }) => step === "hello");
      expect(hello).toMatchObject({ machineOpened: expect.any(Number), machineClicked: expect.any(Number) });
      expect(hello).not.toHaveProperty("opened");
      expect(hello).not.toHaveProperty("clicked");
    });
  });
}

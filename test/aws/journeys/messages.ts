import { describe, expect, test } from "vitest";
import { read } from "../support/mails.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { aborts, ended, enrolled, execution, gets, mailsTo, stepsSent, tagOf } from "./ask.ts";
import { begins, buys } from "./people.ts";
import type { Stage } from "./stage.ts";

/** What a purchase leads to, and what its customer makes of it. */
export function messages(given: () => Stage): void {
  describe.concurrent("a message", () => {
    test("follows a purchase that was put into the Events table, with tags and the headers of an easy no", async () => {
      const stage = given();
      await stage.tells(buys("put", { changes: { firstName: "Ann" } }));

      const mail = await gets(stage, "put", "thank-you");

      const { id, version } = await enrolled(stage, "put", "thank-you");
      expect(mail.Destination?.ToAddresses).toEqual(["put@mail.example"]);
      const email = await read(mail);
      expect(email.from).toEqual({ name: stage.project.shop.fromName, address: stage.project.shop.from });
      expect(email.to).toEqual([{ name: "", address: "put@mail.example" }]);
      expect(mail.ConfigurationSetName).toBe(stage.output("ConfigurationSet"));
      expect(Object.fromEntries((mail.EmailTags ?? []).map(({ Name, Value }) => [Name, Value]))).toEqual({
        customer: Buffer.from("put").toString("base64url"),
        enrollment: id,
        step: "thank-you",
        campaign: "thank-you",
      });
      expect(email.header("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
      expect(email.header("List-Unsubscribe")).toContain(`<${stage.output("ApiUrl")}/u/`);
      expect(email.html).toContain("ses:no-track");
      for (const part of [email.html, email.text]) expect(part).toContain("Ann");
      expect(await execution(stage, { campaign: "thank-you", version, id })).toMatchObject({ status: "RUNNING" });
      expect(await stage.profile("put")).toMatchObject({ orders: 1, spent: { USD: 30 } });
    });

    test("leads a customer who clicks on it to `then`", async () => {
      const stage = given();
      await stage.tells(begins("welcome", "clicks"));
      const mail = await gets(stage, "clicks", "hello");

      await putSesEvent(stage.aws, mail, "Click", { link: "https://bluecup.example/guide" });

      const enrollment = await ended(stage, "clicks", "welcome");
      expect(stepsSent(stage, "clicks")).toEqual(["hello", "guide"]);
      expect(enrollment.outcome).toBe("completed");
      const hello = (await stage.sends("clicks")).find(({ step }) => step === "hello");
      expect(hello).toMatchObject({ state: "sent", messageId: mail.messageId, clicked: expect.any(Number) });
      expect(await execution(stage, enrollment)).toMatchObject({
        status: "SUCCEEDED",
        states: ["Send hello, wait for clicked (3 days)", "Send guide"],
      });
    });

    test("leads a customer who stays silent to `else`, when its time is over", async () => {
      const stage = given();
      await stage.tells(begins("welcome", "silent"));

      const enrollment = await ended(stage, "silent", "welcome");

      expect(stepsSent(stage, "silent")).toEqual(["hello", "reminder"]);
      expect(await execution(stage, enrollment)).toMatchObject({
        status: "SUCCEEDED",
        states: ["Send hello, wait for clicked (3 days)", "Send reminder"],
      });
    });

    test("is the last one to a customer whose purchase stops the journey", async () => {
      const stage = given();
      await stage.tells(begins("welcome", "buys-again"));
      await gets(stage, "buys-again", "hello");

      await stage.tells(buys("buys-again"));

      const enrollment = await ended(stage, "buys-again", "welcome");
      expect(enrollment).toMatchObject({ outcome: "bought", stopped: true });
      await aborts(stage, enrollment, "bought");
      await gets(stage, "buys-again", "try-these");
      const ofWelcome = mailsTo(stage, "buys-again").filter((mail) => tagOf(mail, "campaign") === "welcome");
      expect(ofWelcome.map((mail) => tagOf(mail, "step"))).toEqual(["hello"]);
    });
  });
}

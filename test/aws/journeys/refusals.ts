import { describe, expect, test } from "vitest";
import { addressHash } from "../../../lib/journey/hash.ts";
import { keys } from "../../../lib/journey/records.ts";
import { apiUrl } from "../support/api-url.ts";
import { eventually } from "../support/eventually.ts";
import { type Mail, read } from "../support/mails.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { aborts, ended, gets, mailsTo, PATIENCE, stepsSent } from "./ask.ts";
import { begins, buys } from "./people.ts";
import type { Stage } from "./stage.ts";

/** Those who say no, and addresses that do not work. */
export function refusals(given: () => Stage): void {
  const suppressionOf = (customer: string) =>
    given().table.get(keys.suppression(addressHash(`${customer}@mail.example`)));

  /** Two journeys of a customer, both after their first message. */
  async function onTwoWays(customer: string): Promise<Mail> {
    await given().tells(begins("welcome", customer));
    await given().tells(begins("course", customer));
    await eventually(`two messages to ${customer}`, async () => mailsTo(given(), customer)[1], PATIENCE);
    return gets(given(), customer, "hello");
  }

  async function bothEnd(customer: string, outcome: string): Promise<void> {
    for (const campaign of ["welcome", "course"]) {
      const enrollment = await ended(given(), customer, campaign);
      expect(enrollment).toMatchObject({ outcome, stopped: true });
      await aborts(given(), enrollment, outcome);
    }
  }

  async function buysInVain(customer: string): Promise<void> {
    await given().tells(buys(customer));
    await eventually(
      `the purchase of ${customer} counts`,
      async () => ((await given().profile(customer)).orders === 1 ? true : undefined),
      PATIENCE,
    );
  }

  describe.concurrent("a no", () => {
    test("by complaint suppresses the address, is kept as consent, and ends every journey", async () => {
      const mail = await onTwoWays("complains");

      await putSesEvent(given().aws, mail, "Complaint");

      await bothEnd("complains", "complained");
      expect((await given().contact("complains")).consent).toMatchObject({ marketing: false, source: "complaint" });
      expect(await suppressionOf("complains")).toMatchObject({ reason: "complained" });
      await buysInVain("complains");
      await expect(given().enrollment("complains", "thank-you")).rejects.toThrow("there is no");
      expect(stepsSent(given(), "complains")).toEqual(["hello", "hello"]);
    });

    test("of a mail server to an address for good suppresses it; later journeys are stopped at their first message", async () => {
      const mail = await onTwoWays("bounces");

      await putSesEvent(given().aws, mail, "Bounce", { bounceType: "Permanent" });

      await bothEnd("bounces", "bounced");
      expect(await suppressionOf("bounces")).toMatchObject({ reason: "bounced" });
      expect((await given().contact("bounces")).consent).toBeUndefined();
      await buysInVain("bounces");
      expect(await ended(given(), "bounces", "thank-you")).toMatchObject({ outcome: "suppressed" });
      expect(stepsSent(given(), "bounces")).toEqual(["hello", "hello"]);
    });

    test("for the moment, such as a full mailbox, ends nothing", async () => {
      await given().tells(begins("course", "full"));
      const mail = await gets(given(), "full", "hello");

      await putSesEvent(given().aws, mail, "Bounce", { bounceType: "Transient", bounceSubType: "MailboxFull" });

      await eventually(
        "the bounce is noted",
        async () => (await given().sends("full")).find(({ bounced }) => bounced),
        PATIENCE,
      );
      expect(await suppressionOf("full")).toBeUndefined();
      expect(await given().enrollment("full", "course")).toMatchObject({ status: "running" });
    });

    test("by the link of a mail takes a POST: a GET only asks", async () => {
      const mail = await onTwoWays("leaves");
      const header = (await read(mail)).header("List-Unsubscribe");
      const link = apiUrl(given().engine, /<(http[^>]+)>/.exec(header)?.[1] ?? "");

      const asked = await fetch(link);

      expect(asked.status).toBe(200);
      expect(await asked.text()).toContain("<form");
      expect((await given().contact("leaves")).consent).toBeUndefined();
      expect(await given().enrollment("leaves", "course")).toMatchObject({ status: "running" });

      const body = "List-Unsubscribe=One-Click";
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const answered = await fetch(link, { method: "POST", body, headers });

      expect(answered.status).toBe(200);
      expect((await given().contact("leaves")).consent).toMatchObject({ marketing: false, source: "one-click" });
      await bothEnd("leaves", "unsubscribed");
      await buysInVain("leaves");
      expect(stepsSent(given(), "leaves")).toEqual(["hello", "hello"]);
      expect((await fetch(`${link}x`, { method: "POST", body, headers })).status).toBe(404);
    });
  });
}

import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { describe, expect, test } from "vitest";
import { createLinks, keysIn } from "../../../lib/email/links.ts";
import { createAddresses } from "../../../lib/journey/addresses.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { apiUrl } from "../support/api-url.ts";
import { eventually } from "../support/eventually.ts";
import { type Mail, read } from "../support/mails.ts";
import { putSesEvent } from "../support/ses-events.ts";
import { aborts, ended, gets, mailsTo, PATIENCE, stepsSent } from "./ask.ts";
import { begins, buys } from "./people.ts";
import type { Stage } from "./stage.ts";

/** Those who say no, and addresses that do not work. */
export function refusals(given: () => Stage): void {
  const secret = async (output: string) => {
    const SecretId = given().output(output);
    const { SecretString = "" } = await given().aws.secrets.send(new GetSecretValueCommand({ SecretId }));
    return SecretString;
  };
  const hashOf = async (customer: string) =>
    createAddresses(await secret("AddressSecretArn")).hash(`${customer}@mail.example`);
  const addressOf = async (customer: string) => given().table.get(keys.address(await hashOf(customer)));
  const post = (link: string, body: string) =>
    fetch(link, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } });

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
      expect(await addressOf("complains")).toMatchObject({
        suppressed: { reason: "complained" },
        no: { source: "complaint" },
      });
      await buysInVain("complains");
      await expect(given().enrollment("complains", "thank-you")).rejects.toThrow("there is no");
      expect(stepsSent(given(), "complains")).toEqual(["hello", "hello"]);
    });

    test("of a mail server to an address for good suppresses it; later journeys are stopped at their first message", async () => {
      const mail = await onTwoWays("bounces");

      await putSesEvent(given().aws, mail, "Bounce", { bounceType: "Permanent" });

      await bothEnd("bounces", "bounced");
      expect(await addressOf("bounces")).toMatchObject({ suppressed: { reason: "bounced" } });
      expect((await given().contact("bounces")).consent).toMatchObject({ marketing: true });
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
      const address = await eventually("the bounce is counted", () => addressOf("full"), PATIENCE);
      expect(address).toMatchObject({ soft: [expect.any(Number)] });
      expect(address.suppressed).toBeUndefined();
      expect(await given().enrollment("full", "course")).toMatchObject({ status: "running" });
    });

    test("by the link of a mail takes a POST: a GET only asks", async () => {
      const mail = await onTwoWays("leaves");
      const header = (await read(mail)).header("List-Unsubscribe");
      const link = apiUrl(given().engine, /<(http[^>]+)>/.exec(header)?.[1] ?? "");

      const asked = await fetch(link);

      expect(asked.status).toBe(200);
      expect(await asked.text()).toContain("<form");
      expect((await given().contact("leaves")).consent).toMatchObject({ marketing: true });
      expect(await given().enrollment("leaves", "course")).toMatchObject({ status: "running" });

      const body = "List-Unsubscribe=One-Click";
      const answered = await post(link, body);

      expect(answered.status).toBe(200);
      expect((await given().contact("leaves")).consent).toMatchObject({ marketing: false, source: "one-click" });
      await bothEnd("leaves", "unsubscribed");
      await buysInVain("leaves");
      expect(stepsSent(given(), "leaves")).toEqual(["hello", "hello"]);
      expect((await given().sends("leaves")).filter(({ unsubscribed }) => unsubscribed !== undefined)).toHaveLength(1);
      expect((await post(`${link}x`, body)).status).toBe(404);

      const back = /href="(http[^"]+\/p\/[^"]+)"/.exec(await answered.text())?.[1] ?? "";
      expect((await post(apiUrl(given().engine, back), "yes=1")).status).toBe(200);
      const consent = await eventually(
        "the yes to come back counts",
        async () => {
          const { consent } = await given().contact("leaves");
          return consent?.marketing === true ? consent : undefined;
        },
        PATIENCE,
      );
      expect(consent).toMatchObject({ confirmed: expect.any(Number), source: "preferences page" });
    });

    test("is not the last word: a yes is confirmed from the mailbox, and comes in by the shop's own door", async () => {
      await given().tells(begins("course", "confirms"));
      await gets(given(), "confirms", "hello");
      const links = createLinks({ keys: keysIn(await secret("LinkSecretArn")), baseUrl: given().output("ApiUrl") });
      const link = apiUrl(given().engine, links.confirm("confirms", await hashOf("confirms")));

      expect(await (await fetch(link)).text()).toContain("<form");
      expect((await post(link, "")).status).toBe(200);

      const consent = await eventually(
        "the yes is confirmed",
        async () => {
          const { consent } = await given().contact("confirms");
          return consent?.confirmed === undefined ? undefined : consent;
        },
        PATIENCE,
      );
      expect(consent).toMatchObject({ marketing: true, confirmed: expect.any(Number), source: "double opt-in" });
      expect((await fetch(apiUrl(given().engine, links.hidden()))).status).toBe(204);
    });
  });
}

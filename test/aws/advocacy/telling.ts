import { beforeAll, describe, expect, test } from "vitest";
import { ended, enrolled, gets, PATIENCE } from "../journeys/ask.ts";
import { begins, buys } from "../journeys/people.ts";
import { comesDue } from "../journeys/schedules.ts";
import type { Stage } from "../journeys/stage.ts";
import { eventually } from "../support/eventually.ts";
import { linkIn, sendsForm } from "./pages.ts";
import { listenAtTopic, type Told } from "./team.ts";

/** What the deployed stage tells systems of the shop, and its team. */
export function telling(given: () => Stage): void {
  let told: () => Promise<Told[]>;
  const toldAbout = (customer: string) =>
    eventually(
      `the team is told of ${customer}`,
      async () => (await told()).find(({ Message }) => Message.includes(`customer: ${customer}\n`)),
      PATIENCE,
    );

  describe.concurrent("telling", () => {
    beforeAll(async () => {
      told = await listenAtTopic(given());
    });

    test("a system of the shop on a private address is refused, recorded as that, and the journey goes on", async () => {
      await given().tells(begins("told", "told-of"));

      expect(await ended(given(), "told-of", "told")).toMatchObject({ outcome: "completed" });

      const calls = await given().callsAbout("told-of");
      const webhook = calls.find(({ kind }) => kind === "webhook");
      expect(webhook).toMatchObject({ to: "crm", state: "refused", tries: 1 });
      for (const gone of ["status", "body"]) expect(webhook).not.toHaveProperty(gone);
      expect(calls.find(({ kind }) => kind === "alert")).toMatchObject({ state: "done", tries: 1 });
      expect(await toldAbout("told-of")).toMatchObject({ Subject: "Regulars: Somebody is to be told of" });
    });

    test("the team of a customer who is unhappy says what they wrote, and not who they are", async () => {
      for (const daysAgo of [20, 14]) await given().tells(buys("grumbles", { daysAgo }));
      await comesDue(given(), await enrolled(given(), "grumbles", "nps"));
      const question = await linkIn(given(), await gets(given(), "grumbles", "how-likely"), "s", "score=2");

      await sendsForm(question, { score: "2", comment: "Cold coffee." });

      const { Message } = await toldAbout("grumbles");
      expect(Message).toContain("please get in touch");
      for (const fact of ["campaign: nps", "survey: how-likely", "score: 2", "comment: Cold coffee."])
        expect(Message.split("\n")).toContain(fact);
      expect(Message).not.toContain("@");
      await gets(given(), "grumbles", "we-are-sorry");
      expect(await given().profile("grumbles")).toMatchObject({ nps: { score: 2 } });
    });
  });
}

import { describe, expect, it } from "vitest";
import type { SurveyAnswered } from "../../../lib/campaign/events.ts";
import type { SendMessage } from "../../../lib/compiler/compiled.ts";
import { decide } from "../../../lib/journey/decide.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { send } from "../../../lib/journey/send.ts";
import type { Doubles } from "../../support/doubles.ts";
import { purchase, START } from "../../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving } from "../../support/interleaving.ts";
import { enrolledBy, messageFor } from "../../support/messages.ts";
import { givenCampaign } from "../../support/shop.ts";

const CAMPAIGN = givenCampaign({
  steps: [{ survey: "how-likely" }, { waitFor: { answered: "how-likely" }, within: "3 days" }],
});
const asking = (changes: Partial<SendMessage> = {}): SendMessage =>
  messageFor("ann", {
    ...{ step: "how-likely", survey: "nps" },
    then: { do: "wait for", target: { fact: "answered", message: "how-likely" }, seconds: 3 * 86_400 },
    ...changes,
  });

/** What our own page puts through the door. */
const answer = (score: number, at = START + 1): SurveyAnswered => ({
  type: "survey.answered",
  eventId: `answer-${score}-${at}`,
  customerId: "ann",
  at: new Date(at).toISOString(),
  ...{ survey: "how-likely", kind: "nps", score },
  message: { enrollment: enrolledBy("ann"), step: "how-likely" },
});

const FACTS = ["answered", "promoter", "passive", "detractor"] as const;
const factsNow = async (ann: Doubles) => {
  const about = { enrollment: enrolledBy("ann"), customer: "ann", campaign: "welcome", version: "1", step: "branch-1" };
  const asked = FACTS.map(async (fact) => {
    const ways = [{ [fact]: "how-likely" }];
    const { way } = await decide(ann.deps, { ...about, do: "branch", ways, since: new Date(START).toISOString() });
    return way === 0 ? [fact] : [];
  });
  return (await Promise.all(asked)).flat();
};

describe("an answer to a survey", () => {
  it.each([
    [10, "promoter"],
    [7, "passive"],
    [0, "detractor"],
  ] as const)("of %i makes who gave it a %s for the conditions after it, and wakes the wait", async (score, group) => {
    const ann = await givenAnnIn([CAMPAIGN]);
    await send(ann.deps, asking());
    expect(await factsNow(ann)).toEqual([]);
    expect(ann.answers.size).toBe(0);
    await enroll(ann.deps, answer(score));
    expect(await factsNow(ann)).toEqual(["answered", group]);
    expect(ann.answers.get("token-how-likely")).toBe("ok");
  });

  it("counts once: the first one decides", async () => {
    const ann = await givenAnnIn([CAMPAIGN]);
    await send(ann.deps, asking());
    await enroll(ann.deps, answer(9));
    await enroll(ann.deps, answer(2, START + 2));
    expect(await factsNow(ann)).toEqual(["answered", "promoter"]);
  });

  it("wakes the wait however it meets the sending and a purchase", async () => {
    await onEveryInterleaving(150, async (scheduler) => {
      const ann = await givenAnnIn([CAMPAIGN]);
      const race = givenRace(ann.deps, scheduler);
      const { send: hand } = race.deps.mailer;
      race.deps.mailer = {
        ...race.deps.mailer,
        async send(mail) {
          race.enters("answer", () => enroll(race.deps, answer(9)));
          return hand(mail);
        },
      };
      race.enters("send", () => send(race.deps, asking()));
      race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 1 })));
      await race.settles();
      expect(ann.answers.get("token-how-likely")).toBe("ok");
    });
  });
});

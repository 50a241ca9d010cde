import { expect, it } from "vitest";
import type { SendMessage } from "../../lib/compiler/compiled.ts";
import { type Engagement, engage } from "../../lib/journey/engage.ts";
import { send } from "../../lib/journey/send.ts";
import { ASKS } from "../support/campaigns.ts";
import { START } from "../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving } from "../support/interleaving.ts";
import { messageFor } from "../support/messages.ts";
import { givenCampaign } from "../support/shop.ts";

const then: SendMessage["then"] = { do: "wait for", target: { fact: "clicked", message: "hello" }, seconds: 259_200 };
const message = messageFor("ann", { then });
const { customer, enrollment, step } = message;
const about = { message: { customer, enrollment, step }, at: START };
const SENT: Engagement = { fact: "sent", ...about, messageId: "m-1" };
const CLICKED: Engagement = { fact: "clicked", ...about };

/** SES tells these before it has answered the call. */
async function whenSesTells(...told: Engagement[]) {
  const ann = await givenAnnIn([givenCampaign(ASKS)]);
  const { send: hand } = ann.deps.mailer;
  ann.deps.mailer.send = async (mail) => {
    for (const engagement of told) await engage(ann.deps, engagement);
    return hand(mail);
  };
  expect(await send(ann.deps, message)).toBe("sent");
  return ann;
}

it("a click that comes before the message is known to have gone out wakes its wait", async () => {
  const ann = await whenSesTells(CLICKED);
  expect(ann.answers.get("token-hello")).toBe("ok");
});

it("a wait is kept although the Send event completed the message first", async () => {
  const ann = await whenSesTells(SENT);
  expect(ann.answers.has("token-hello")).toBe(false);
  await engage(ann.deps, CLICKED);
  expect(ann.answers.get("token-hello")).toBe("ok");
});

it("both at once wake it, too", async () => {
  expect((await whenSesTells(SENT, CLICKED)).answers.get("token-hello")).toBe("ok");
});

it("however sending, the Send event and the click meet", async () => {
  await onEveryInterleaving(150, async (scheduler) => {
    const ann = await givenAnnIn([givenCampaign(ASKS)]);
    const race = givenRace(ann.deps, scheduler);
    const { send: hand } = race.deps.mailer;
    race.deps.mailer = {
      ...race.deps.mailer,
      async send(mail) {
        const answer = await hand(mail);
        race.enters("sent", () => engage(race.deps, SENT));
        race.enters("clicked", () => engage(race.deps, CLICKED));
        return answer;
      },
    };
    race.enters("send", () => send(race.deps, message));
    await race.settles();
    expect(ann.answers.get("token-hello")).toBe("ok");
  });
});

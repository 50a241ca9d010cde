import { describe, expect, it } from "vitest";
import type { ChoiceMessage } from "../../lib/compiler/compiled.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { finish } from "../../lib/journey/finish.ts";
import { pause, resume } from "../../lib/journey/pause.ts";
import { send } from "../../lib/journey/send.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { HOUR, learned, purchase, START } from "../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving } from "../support/interleaving.ts";
import { enrolledBy, messageFor } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { type Authored, givenCampaign } from "../support/shop.ts";
import { world } from "../support/world.ts";

const VIP = { "customer.tags": { contains: "vip" } };
const CHOOSES = {
  start: { on: "purchase" },
  steps: [
    {
      branch: [
        { if: VIP, steps: [{ send: "offer" }] },
        {
          steps: [
            {
              split: [
                { name: "a", weight: 1, steps: [{ send: "plain" }] },
                { name: "b", weight: 1, steps: [{ send: "photo" }] },
              ],
            },
          ],
        },
      ],
    },
  ],
} satisfies Authored;

/** What the queue carries for the choice, as its state sent it at the start. */
function choiceFor(customer: string): ChoiceMessage {
  const { step: _step, template: _template, with: _with, then: _then, rules, ...about } = messageFor(customer);
  const mail = (name: string) => ({ step: name, template: name, with: {}, rules });
  return {
    ...about,
    choose: {
      key: "branch-1",
      if: [VIP, null],
      ways: [mail("offer"), { key: "split-1", ways: [mail("plain"), mail("photo")] }],
    },
    then: { do: "go on" },
  };
}

const givenAnn = (): Promise<Doubles> => givenAnnIn([givenCampaign(CHOOSES)]);
const becomesVip = (ann: Doubles) => enroll(ann.deps, learned("ann", { tags: ["vip"] }, { at: START + 1 }));
const templates = (ann: Doubles) => ann.mailer.taken.map(({ mail }) => mail.template);

describe("a message that is chosen when it is sent", () => {
  it("is the one whose condition holds then", async () => {
    const ann = await givenAnn();
    await becomesVip(ann);
    expect(await send(ann.deps, choiceFor("ann"))).toBe("sent");
    expect(templates(ann)).toEqual(["offer"]);
    expect(await recordsOf(ann.deps.table).enrollment("ann", "welcome")).toMatchObject({
      step: "offer",
      stepAt: START,
    });
  });

  it("is the one that was drawn at enrollment", async () => {
    const ann = await givenAnn();
    const { answers } = await recordsOf(ann.deps.table).enrollment("ann", "welcome");
    await send(ann.deps, choiceFor("ann"));
    expect(templates(ann)).toEqual([answers?.["split-1"] === 0 ? "plain" : "photo"]);
  });

  it("stays the same when it is delivered again, whatever the customer has become", async () => {
    const ann = await givenAnn();
    await send(ann.deps, choiceFor("ann"));
    await becomesVip(ann);
    await send(ann.deps, choiceFor("ann"));
    expect(templates(ann)).toHaveLength(1);
  });

  it("is chosen once, however two deliveries and a change of the customer meet", async () => {
    await onEveryInterleaving(150, async (scheduler) => {
      const ann = await givenAnn();
      const race = givenRace(ann.deps, scheduler);
      race.enters("first", () => send(race.deps, choiceFor("ann")));
      race.enters("second", () => send(race.deps, choiceFor("ann")));
      race.enters("vip", () => enroll(race.deps, learned("ann", { tags: ["vip"] }, { at: START + 1 })));
      await race.settles();
      expect(templates(ann).length).toBeLessThanOrEqual(1);
    });
  });

  it("may be none: the journey goes on", async () => {
    const ann = await givenAnn();
    const choice = { ...choiceFor("ann"), choose: { key: "branch-1", if: [VIP], ways: [null] } };
    expect(await send(ann.deps, choice)).toBe("nothing");
    expect(ann.answers.get("token-hello")).toBe("ok");
    expect(templates(ann)).toEqual([]);
  });

  it("is not chosen for a journey that has ended", async () => {
    const ann = await givenAnn();
    await finish(ann.deps, { customer: "ann", campaign: "welcome", enrollment: enrolledBy("ann"), status: "ABORTED" });
    expect(await send(ann.deps, choiceFor("ann"))).toBe("ended");
    expect(ann.stopped).toEqual([enrolledBy("ann")]);
  });

  it("is chosen after a pause, not before it", async () => {
    const shop = world({ campaigns: [CHOOSES] });
    await pause(shop.deps, "all");
    await shop.tells(purchase("ann"));
    await shop.tells(learned("ann", { tags: ["vip"] }));
    await resume(shop.deps, "all", ["welcome"]);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann offer"]);
    expect(shop.transitions).toHaveLength(3);
  });
});

describe("tags that a journey ends with", () => {
  const about = { customer: "ann", campaign: "welcome", enrollment: enrolledBy("ann") };

  it("are put on once when its end is heard of, also when it was stopped meanwhile", async () => {
    const ann = await givenAnn();
    const end = { ...about, status: "SUCCEEDED", output: { tags: ["warm", "keen"] } } as const;
    await finish(ann.deps, { ...about, status: "ABORTED" });
    await finish(ann.deps, end);
    await finish(ann.deps, end);
    expect((await recordsOf(ann.deps.table).profile("ann")).tags).toEqual(["warm", "keen"]);
  });

  it("make nobody anew who was erased", async () => {
    const { deps } = givenDoubles({});
    await finish(deps, { ...about, status: "SUCCEEDED", output: { tags: ["warm"] } });
    expect((await deps.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });
});

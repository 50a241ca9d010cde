import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../lib/compiler/compiled.ts";
import { engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { keys, partitionOf } from "../../lib/journey/keys.ts";
import { send } from "../../lib/journey/send.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { addressesDouble, type Change } from "../support/doubles.ts";
import { purchase, START } from "../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving, RUNS } from "../support/interleaving.ts";
import { messageFor } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign, givenShop } from "../support/shop.ts";

const WELCOME = givenCampaign(TWO_MAILS);

describe("nobody is annoyed", () => {
  it("when three campaigns race for the last place of a limit: one has it", async () => {
    const ids = ["one", "two", "three"];
    const campaigns = ids.map((id) => givenCampaign({ ...TWO_MAILS, id }));
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn(campaigns);
      const race = givenRace(ann.deps, scheduler);
      const rules = { caps: [{ of: "shop" as const, count: 1, seconds: 86_400 }], lateAfterSeconds: 86_400 };
      for (const campaign of ids) race.enters(campaign, () => send(race.deps, messageFor("ann", { campaign, rules })));
      race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 1 })));
      await race.settles();
      expect(ann.mailer.taken).toHaveLength(1);
      expect((await recordsOf(ann.deps.table).sends("ann")).map(({ state }) => state).sort()).toEqual([
        "sent",
        "withheld",
        "withheld",
      ]);
    });
  });
});

describe("of two campaigns that race for the last place", () => {
  const limited = givenShop({ sending: { atMost: "1 per 7 days" } });
  const both = (["high", "low"] as const).map((priority) =>
    givenCampaign({ id: priority, priority, steps: [{ send: priority }] }, limited),
  );
  const caps = [{ of: "shop" as const, count: 1, seconds: 7 * 86_400 }];
  const messageOf = (campaign: "high" | "low", changes: Partial<SendMessage["rules"]> = {}): SendMessage =>
    messageFor("ann", {
      ...{ campaign, step: campaign, token: `token-${campaign}` },
      rules: { caps, priority: campaign === "high" ? 1 : -1, lateAfterSeconds: 86_400, ...changes },
    });

  it("the one of higher priority has it, always", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn(both);
      const race = givenRace(ann.deps, scheduler);
      race.enters("low", () => send(race.deps, messageOf("low")));
      race.enters("high", () => send(race.deps, messageOf("high")));
      race.enters("low again", () => send(race.deps, messageOf("low")));
      race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 1 })));
      await race.settles();
      expect(ann.mailer.taken.map(({ mail }) => mail.template)).toEqual(["high"]);
    });
  });

  it("the one of lower priority is deferred, and then there is no room", async () => {
    await onEveryInterleaving(100, async (scheduler) => {
      const ann = await givenAnnIn(both);
      const race = givenRace(ann.deps, scheduler);
      race.enters("low", () =>
        send(race.deps, messageOf("low", { ifTooMany: "defer", lateAfterSeconds: 30 * 86_400 })),
      );
      race.enters("high", () => send(race.deps, messageOf("high")));
      await race.settles();
      expect(ann.mailer.taken.map(({ mail }) => mail.template)).toEqual(["high"]);
      expect(ann.answers.get("token-low")).toMatch(/^Deferred: 2026-01-(01T13|08T12):00:00.000Z$/);
    });
  });

  it("one has it where none is above the other", async () => {
    const equals = ["one", "two"].map((id) => givenCampaign({ id, steps: [{ send: id }] }, limited));
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn(equals);
      const race = givenRace(ann.deps, scheduler);
      for (const campaign of ["one", "two"]) {
        const about = { campaign, step: campaign, rules: { caps, lateAfterSeconds: 86_400 } };
        race.enters(campaign, () => send(race.deps, messageFor("ann", about)));
      }
      await race.settles();
      expect(ann.mailer.taken).toHaveLength(1);
    });
  });
});

describe("what a mailbox said", () => {
  it("is its last no, however they meet, and every word is kept", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      await enroll(ann.deps, purchase("bob", { customer: { email: "ANN@mail.example" } }));
      const race = givenRace(ann.deps, scheduler);
      for (const [customer, later] of [
        ["ann", 1],
        ["bob", 3],
        ["ann", 2],
      ] as const) {
        const no = { fact: "unsubscribed", customer, at: START + later, source: "link" } as const;
        race.enters(`no ${later}`, () => engage(race.deps, no));
      }
      await race.settles();
      const address = await ann.deps.table.get(keys.address(addressesDouble.hash("ann@mail.example")));
      expect(address).toMatchObject({ no: { at: START + 3 } });
      const words = (await ann.deps.table.query(partitionOf("ann"), { prefix: "consent#" })).items;
      expect(words.map(({ at }) => at)).toEqual([START + 1, START + 2]);
      expect((await recordsOf(ann.deps.table).contact("ann")).consent?.at).toBe(START + 2);
    });
  });

  it("over the link of a message: nothing is claimed once that is written", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const changes: Change[] = [];
      const ann = await givenAnnIn([WELCOME], changes);
      await send(ann.deps, messageFor("ann", { step: "before" }));
      changes.length = 0;
      const race = givenRace(ann.deps, scheduler);
      const over = { enrollment: messageFor("ann").enrollment, step: "before" };
      race.enters("send", () => send(race.deps, messageFor("ann")));
      race.enters("no", () =>
        engage(race.deps, { fact: "unsubscribed", customer: "ann", at: START + 1, source: "link", message: over }),
      );
      race.enters("click", () =>
        engage(race.deps, { fact: "clicked", message: messageFor("ann", over), at: START + 2 }),
      );
      await race.settles();
      const no = changes.findIndex(
        ({ after }) => (after as { consent?: { marketing: boolean } }).consent?.marketing === false,
      );
      const claims = changes.flatMap(({ after }, index) => (after?.state === "claimed" ? [index] : []));
      expect(claims.filter((claim) => claim > no)).toEqual([]);
    });
  });
});

import { describe, expect, it } from "vitest";
import type { SendMessage } from "../../lib/compiler/compiled.ts";
import { awaitTarget } from "../../lib/journey/await.ts";
import { engage } from "../../lib/journey/engage.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { NotSent } from "../../lib/journey/ports.ts";
import { send } from "../../lib/journey/send.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import type { Change, Doubles } from "../support/doubles.ts";
import { happened, learned, MINUTE, purchase, START, says } from "../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving, RUNS } from "../support/interleaving.ts";
import { awaitFor, messageFor } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { givenCampaign } from "../support/shop.ts";

/*
 * Everything that may happen to one customer at the same moment, in orders that fast-check draws: whoever calls outside waits
 * for a turn before each call. After everybody is done the promises must hold.
 */

const WELCOME = givenCampaign(TWO_MAILS);

const waitsForClick: SendMessage["then"] = {
  do: "wait for",
  target: { fact: "clicked", message: "hello" },
  seconds: 3600,
};

/** Calls `taken` when the mailer takes a message, before its answer arrives. */
function onTaken(ann: Doubles, taken: () => void): void {
  const { send: take } = ann.mailer;
  ann.deps.mailer = {
    ...ann.deps.mailer,
    async send(mail) {
      const reply = await take(mail);
      taken();
      return reply;
    },
  };
}

describe("no wake-up is lost", () => {
  it("when clicks and duplicates race with the message that waits for them", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const message = messageFor("ann", { then: waitsForClick });
      onTaken(ann, () => {
        for (const fact of ["clicked", "opened", "clicked", "delivered"] as const) {
          race.enters(fact, () => engage(race.deps, { fact, message, at: START + 1 }));
        }
      });
      const race = givenRace(ann.deps, scheduler);
      race.enters("send", () => send(race.deps, message));
      race.enters("send again", () => send(race.deps, message));
      await race.settles();
      expect(ann.mailer.taken).toHaveLength(1);
      expect(ann.answers.get(message.token)).toBe("ok");
      expect((await recordsOf(ann.deps.table).contact("ann")).sent).toHaveLength(1);
    });
  });

  it("when a message comes again with the token of before it was held for the morning", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const stale = messageFor("ann", { then: waitsForClick, token: "stale" });
      ann.answers.set("stale", "Deferred");
      const message = messageFor("ann", { then: waitsForClick, token: "fresh" });
      await send(ann.deps, message);
      const race = givenRace(ann.deps, scheduler);
      race.enters("send again", () => send(race.deps, stale));
      race.enters("click", () => engage(race.deps, { fact: "clicked", message, at: START + 1 }));
      await race.settles();
      expect(ann.answers.get("fresh")).toBe("ok");
    });
  });

  it("when the event races with the wait for it, with its own replay and with other events", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const race = givenRace(ann.deps, scheduler);
      const request = awaitFor("ann", { on: "delivery", if: { "event.parcels": 2 } });
      const delivery = happened("delivery", "ann", { data: { parcels: 2 }, id: "d-2" });
      race.enters("await", () => awaitTarget(race.deps, request));
      race.enters("event", () => enroll(race.deps, delivery));
      race.enters("replay", () => enroll(race.deps, delivery));
      race.enters("another", () => enroll(race.deps, happened("delivery", "ann", { data: { parcels: 1 }, id: "d-1" })));
      race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 1 })));
      await race.settles();
      expect(ann.answers.get(request.token)).toBe("ok");
      expect((await recordsOf(ann.deps.table).profile("ann")).orders).toBe(2);
    });
  });

  it("when its state has timed out: the token stays as it is, and nothing throws", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const race = givenRace(ann.deps, scheduler);
      const request = awaitFor("ann", { on: "delivery" });
      race.enters("await", () => awaitTarget(race.deps, request));
      race.enters("event", () => enroll(race.deps, happened("delivery", "ann")));
      race.enters(
        "timeout",
        async () => ann.answers.has(request.token) || ann.answers.set(request.token, "States.Timeout"),
      );
      await race.settles();
      expect(["ok", "States.Timeout"]).toContain(ann.answers.get(request.token));
    });
  });
});

describe("no message twice", () => {
  it("when deliveries of one message race with its Send event, its reactions and the end of patience", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const message = messageFor("ann", { then: waitsForClick });
      const { send: take } = ann.mailer;
      ann.deps.mailer.send = async (mail) => {
        await take(mail);
        throw new Error("connection reset");
      };
      await send(ann.deps, message).catch(() => {});
      ann.deps.mailer.send = take;
      ann.clock.now = START + 15 * MINUTE;
      const race = givenRace(ann.deps, scheduler);
      race.enters("send again", () => send(race.deps, message));
      race.enters("and again", () => send(race.deps, message));
      race.enters("Send event", () => engage(race.deps, { fact: "sent", message, at: START, messageId: "m-1" }));
      race.enters("click", () => engage(race.deps, { fact: "clicked", message, at: START + 1 }));
      await race.settles();
      expect(ann.mailer.taken).toHaveLength(1);
      expect(["sent", "unconfirmed"]).toContain((await recordsOf(ann.deps.table).sends("ann"))[0]?.state);
      expect(ann.answers.get(message.token)).toBe("ok");
    });
  });
});

describe("a message that the mailer had no room for", () => {
  it("goes out once when its deliveries race for the freed claim", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const message = messageFor("ann");
      ann.mailer.throws.push(new NotSent("slow down", false));
      await send(ann.deps, message).catch(() => {});
      const race = givenRace(ann.deps, scheduler);
      race.enters("send again", () => send(race.deps, message));
      race.enters("and again", () => send(race.deps, message));
      race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 1 })));
      await race.settles();
      expect(ann.mailer.taken).toHaveLength(1);
      expect((await recordsOf(ann.deps.table).sends("ann")).map(({ state }) => state)).toEqual(["sent"]);
    });
  });
});

describe("no mail to those who said no", () => {
  const campaigns = ["welcome", "other"].map((id) =>
    givenCampaign({ ...TWO_MAILS, id, start: { on: "purchase", again: "always" } }),
  );
  const NOES = {
    "an unsubscription": (deps: Doubles["deps"]) =>
      engage(deps, { fact: "unsubscribed", customer: "ann", at: START + 1, source: "link" }),
    "a profile event": (deps: Doubles["deps"]) => enroll(deps, learned("ann", says(false, START + 1))),
    "a complaint": (deps: Doubles["deps"]) =>
      engage(deps, { fact: "complained", message: messageFor("ann", { step: "before" }), at: START + 1 }),
  };

  it.each(Object.entries(NOES))(
    "claims nothing after %s is written, and leaves no journey on its way",
    async (_words, says) => {
      await onEveryInterleaving(RUNS, async (scheduler) => {
        const changes: Change[] = [];
        const ann = await givenAnnIn(campaigns, changes);
        await send(ann.deps, messageFor("ann", { step: "before" }));
        changes.length = 0;
        const race = givenRace(ann.deps, scheduler);
        race.enters("send", () => send(race.deps, messageFor("ann")));
        race.enters("send", () => send(race.deps, messageFor("ann", { campaign: "other" })));
        race.enters("no", () => says(race.deps));
        race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 2 })));
        await race.settles();
        const no = changes.findIndex(
          ({ after }) => (after as { consent?: { marketing: boolean } }).consent?.marketing === false,
        );
        const claims = changes.flatMap(({ after }, index) => (after?.state === "claimed" ? [index] : []));
        expect(no).toBeGreaterThanOrEqual(0);
        expect(claims.filter((claim) => claim > no)).toEqual([]);
        expect(ann.mailer.taken).toHaveLength(claims.length + 1);
        for (const id of ["welcome", "other"]) {
          expect((await recordsOf(ann.deps.table).enrollment("ann", id)).status).toBe("ended");
        }
      });
    },
  );
});

describe("the ledger says what happened", () => {
  it("when an address is suppressed while two deliveries of a message are on their way", async () => {
    await onEveryInterleaving(RUNS, async (scheduler) => {
      const ann = await givenAnnIn([WELCOME]);
      const before = messageFor("ann", { step: "before" });
      await send(ann.deps, before);
      const race = givenRace(ann.deps, scheduler);
      race.enters("send", () => send(race.deps, messageFor("ann")));
      race.enters("send again", () => send(race.deps, messageFor("ann")));
      race.enters("bounce", () => engage(race.deps, { fact: "bounced", message: before, at: START, kind: "hard" }));
      await race.settles();
      const entry = (await recordsOf(ann.deps.table).sends("ann")).find(({ step }) => step === "hello");
      // Stopped before it was looked at, it has no entry.
      const state = ann.mailer.taken.length === 2 ? ["sent"] : ["withheld", undefined];
      expect(state).toContain(entry?.state);
      expect(ann.mailer.taken.length).toBeLessThanOrEqual(2);
      expect((await recordsOf(ann.deps.table).enrollment("ann")).status).toBe("ended");
    });
  });
});

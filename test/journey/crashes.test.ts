import { describe, expect, it } from "vitest";
import type { Fault } from "../support/faults.ts";
import { outcome } from "../support/outcome.ts";
import { SCRIPTS, type Script } from "../support/scripts.ts";
import { type TestWorld, type WorldOptions, world } from "../support/world.ts";

/*
 * Every call that journeys make outside fails once, before it is done and after, in scripts that take every way through
 * them; whoever delivered what was cut delivers it again.
 */

async function play(script: Script, faults: Fault[], mailer: WorldOptions["mailer"] = "exact"): Promise<TestWorld> {
  const shop = world({ ...script.options, mailer, faults });
  await script.play(shop);
  return shop;
}

const WHEN = ["before", "after"] as const;

describe.each(Object.entries(SCRIPTS))("%s", (_name, script) => {
  it("ends the same whichever call fails", async () => {
    const calm = await play(script, []);
    const wanted = await outcome(calm, script.customers);
    for (let call = 1; call <= calm.faults.calls; call++) {
      for (const when of WHEN) {
        const shop = await play(script, [{ call, when }]);
        const at = `${when} call ${call}, ${shop.faults.trace[call - 1]}`;
        expect(await outcome(shop, script.customers), at).toEqual(wanted);
      }
    }
  });

  it("ends the same when what is done again fails, too", async () => {
    const calm = await play(script, []);
    const wanted = await outcome(calm, script.customers);
    for (let call = 1; call <= calm.faults.calls; call++) {
      for (const later of [1, 3]) {
        const faults: Fault[] = [
          { call, when: WHEN[call % 2] ?? "after" },
          { call: call + later, when: WHEN[(call >> 1) % 2] ?? "after" },
        ];
        const shop = await play(script, faults);
        expect(await outcome(shop, script.customers), JSON.stringify(faults)).toEqual(wanted);
      }
    }
  });

  it.each([60_000, 20 * 60_000, "never" as const])(
    "never mails twice where only a Send event tells (after %s ms), and loses no journey",
    async (sendEventAfter) => {
      const calm = await play(script, [], { sendEventAfter });
      const wanted = await outcome(calm, script.customers);
      for (const call of callsNear("mailer.send", calm)) {
        for (const when of WHEN) {
          const shop = await play(script, [{ call, when }], { sendEventAfter });
          const at = `${when} call ${call}, ${shop.faults.trace[call - 1]}`;
          await expectHonestLedger(shop, script, at);
          // What the mailer never saw, or nobody tells in time, is given up; everything else ends the same.
          const isAsked = calm.faults.trace[call - 1] === "mailer.send" || calm.faults.trace[call] === "mailer.send";
          if (!isAsked && sendEventAfter === 60_000) expect(await outcome(shop, script.customers), at).toEqual(wanted);
        }
      }
    },
  );
});

/** The calls of this kind, counted from 1, with those around them. */
function callsNear(name: string, { faults }: TestWorld): number[] {
  const isNear = (index: number) => faults.trace.slice(Math.max(0, index - 3), index + 4).includes(name);
  return faults.trace.flatMap((_, index) => (isNear(index) ? [index + 1] : []));
}

/** Every message went out at most once, and its entry says so; no journey is left on its way. */
async function expectHonestLedger(shop: TestWorld, script: Script, at: string): Promise<void> {
  const mails = shop.mailer.taken.map(({ mail }) => `${mail.sendId.enrollment} ${mail.sendId.step}`);
  expect(new Set(mails).size, at).toBe(mails.length);
  for (const customer of script.customers) {
    for (const { enrollment, step, state } of await shop.sends(customer)) {
      const went = mails.filter((mail) => mail === `${enrollment} ${step}`).length;
      expect(state === "unconfirmed" || went === (state === "sent" ? 1 : 0), `${at}: ${step} ${state}, ${went}`).toBe(
        true,
      );
      expect(["claimed", "released"], at).not.toContain(state);
    }
    for (const campaign of shop.deps.campaigns) {
      expect((await shop.enrollment(customer, campaign.campaign)).status, at).toBe("ended");
    }
  }
  expect(shop.engine.deadLetters(), at).toEqual([]);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sending } from "../../lib/campaign/parts/sending.ts";
import { messageOf } from "../../lib/campaign/walk.ts";
import { compile } from "../../lib/compiler/compile.ts";
import { outline } from "../../lib/compiler/outline.ts";
import { campaigns, sendings } from "../arbitraries/campaign.ts";
import { faultsOf } from "../compiler/faults.ts";
import { everyStep, SHOP } from "../compiler/given.ts";
import { type Life, lives } from "./random/life.ts";
import { type Lived, live } from "./random/live.ts";

const RUNS = 200;

describe("any valid campaign", () => {
  it("compiles to what Step Functions takes, with a key of its own for each step", () => {
    const batch = fc.array(campaigns(), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(batch, sendings, (several, sending) => {
        const compiled = several.map((campaign) => compile(campaign, { ...SHOP, sending }));
        expect(faultsOf(...compiled.map(({ machine }) => machine))).toEqual([]);
        for (const { transitions, rules } of compiled) {
          expect(transitions.best).toBeLessThanOrEqual(transitions.worst);
          expect(rules.longest).toBeLessThanOrEqual(365 * 86_400);
        }
        for (const { steps } of several) {
          const keys = [...outline(steps).labels.values()].map(({ key }) => key);
          expect(keys).toHaveLength(everyStep(steps).length);
          expect(keys).toEqual([...new Set(keys)]);
        }
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});

describe("any valid campaign, lived through by anybody", () => {
  it("keeps its promises", async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const lived = await live(life);
        for (const promise of PROMISES) promise(lived, life);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});

const PROMISES: ((lived: Lived, life: Life) => void)[] = [
  everyJourneyEnds,
  transitionsAreAsCounted,
  noStepMailsTwice,
  everyMessageMayGoOut,
  noneTooLateThatCouldWait,
  valuesArriveAsWritten,
];

function everyJourneyEnds({ running, ends, enrollments, deadLetters, errors }: Lived): void {
  expect(running).toEqual([]);
  expect(ends.filter(({ status }) => status !== "SUCCEEDED" && status !== "ABORTED")).toEqual([]);
  expect(enrollments.filter(({ status }) => status !== "ended" && status !== "holdout")).toEqual([]);
  expect(deadLetters).toEqual([]);
  expect(errors).toEqual([]);
}

/** A message held until the customer's hours costs two more: the hold, and the second try. */
function transitionsAreAsCounted({ compiled, transitions, ends }: Lived): void {
  const counts = new Map<string, number>();
  const holds = new Map<string, number>();
  for (const { execution, state } of transitions) {
    counts.set(execution, (counts.get(execution) ?? 0) + 1);
    if (state.startsWith("Hold until")) holds.set(execution, (holds.get(execution) ?? 0) + 1);
  }
  for (const { execution, campaign, status } of ends) {
    const { best = 0, worst = 0 } = compiled.find(({ rules }) => rules.campaign === campaign)?.transitions ?? {};
    const entered = (counts.get(execution) ?? 0) - 2 * (holds.get(execution) ?? 0);
    expect(entered).toBeLessThanOrEqual(worst);
    if (status === "SUCCEEDED") expect(entered).toBeGreaterThanOrEqual(best);
  }
}

function noStepMailsTwice({ sent }: Lived): void {
  const steps = sent.map(({ mail: { sendId } }) => `${sendId.enrollment} ${sendId.step}`);
  expect(steps).toEqual([...new Set(steps)]);
}

/** After no no, of the customer or of the mailbox; above no limit; in hours and on days that are open. */
function everyMessageMayGoOut({ sent }: Lived): void {
  expect(sent.flatMap(({ breaches }) => breaches)).toEqual([]);
}

/** With three days of patience, or one in hours that are not short, an opening comes in time. */
function noneTooLateThatCouldWait({ ledger }: Lived, life: Life): void {
  for (const { reason, campaign } of ledger) {
    const { hours, days, notOn, lateAfter = "1 day" } = sendingOf(campaign, life);
    if (days !== undefined || notOn !== undefined) continue;
    const couldWait = lateAfter === "3 days" || (lateAfter === "1 day" && hours !== "12:00-12:30");
    if (couldWait) expect(reason).not.toBe("too late");
  }
}

function valuesArriveAsWritten({ rendered }: Lived, { campaigns }: Life): void {
  const steps = campaigns.flatMap((campaign) => everyStep(campaign.steps));
  const written = steps.flatMap((step) => {
    const message = messageOf(step);
    return message === undefined ? [] : [{ template: message.template, values: message.with }];
  });
  for (const one of rendered) expect(written).toContainEqual(one);
}

function sendingOf(campaign: string, { shop, campaigns }: Life): Sending {
  return { ...shop.sending, ...campaigns.find(({ id }) => id === campaign)?.sending };
}

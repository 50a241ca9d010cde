import { describe, expect, it } from "vitest";
import type { ExecutionInput } from "../../lib/compiler/compiled.ts";
import { startIn } from "../../lib/journey/enroll/start.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { purchase, START } from "../support/events.ts";
import { type Authored, givenCampaign } from "../support/shop.ts";

const MANY = 10_000;

/** The executions that a purchase of each customer would start. */
function startedBy(campaign: Authored, customers: string[], at = START): ExecutionInput[] {
  const { rules } = givenCampaign(campaign);
  const { deps } = givenDoubles();
  return customers.flatMap((customer) => {
    const started = startIn(deps, rules, purchase(customer, { at }), { enrollments: new Map() });
    if ("why" in started || started.effect?.do !== "start") return [];
    const { id, answers = {} } = started.enrollment;
    return [{ enrollment: id, customer, campaign: rules.campaign, version: rules.version, answers }];
  });
}

const customers = Array.from({ length: MANY }, (_, n) => `c-${n}`);

describe("a holdout", () => {
  it("of a tenth is about a tenth of the customers, and the same ones every time", () => {
    const campaign = { ...TWO_MAILS, holdout: "10%" };
    const started = startedBy(campaign, customers).map(({ customer }) => customer);
    const share = 1 - started.length / MANY;
    // Four standard deviations of 10,000 draws.
    expect(share).toBeGreaterThan(0.088);
    expect(share).toBeLessThan(0.112);
    const later = startedBy(campaign, customers.slice(0, 500).reverse(), START + 1).map(({ customer }) => customer);
    expect(later.reverse()).toEqual(started.filter((customer) => Number(customer.slice(2)) < 500));
  });

  it("is drawn for each campaign by itself", () => {
    const some = customers.slice(0, 1000);
    const held = (id: string) => {
      const started = new Set(startedBy({ ...TWO_MAILS, id, holdout: "50%" }, some).map(({ customer }) => customer));
      return some.filter((customer) => !started.has(customer));
    };
    const [one, two] = [held("one"), new Set(held("two"))];
    const both = one.filter((customer) => two.has(customer)).length;
    expect(both).toBeGreaterThan(180);
    expect(both).toBeLessThan(320);
  });
});

describe("a split", () => {
  const split = (weights: number[]): Authored => ({
    steps: [{ split: weights.map((weight, n) => ({ name: `way-${n}`, weight, steps: [{ send: `m-${n}` }] })) }],
  });

  it("follows the weights", () => {
    const ways = startedBy(split([3, 1, 1]), customers).map(({ answers }) => Object.values(answers)[0]);
    const shares = [0, 1, 2].map((way) => ways.filter((taken) => taken === way).length / MANY);
    expect(shares[0]).toBeCloseTo(0.6, 1);
    expect(shares[1]).toBeCloseTo(0.2, 1);
    expect(shares[2]).toBeCloseTo(0.2, 1);
    expect(ways.every((way) => way === 0 || way === 1 || way === 2)).toBe(true);
  });

  it("gives a customer the same way every time, and by a draw of its own", () => {
    const some = customers.slice(0, 1000);
    const once = startedBy({ ...split([1, 1]), holdout: "50%" }, some);
    const again = startedBy({ ...split([1, 1]), holdout: "50%" }, some, START + 1);
    expect(again.map(({ answers }) => answers)).toEqual(once.map(({ answers }) => answers));
    // Being held out says nothing about the way.
    const first = once.filter(({ answers }) => Object.values(answers)[0] === 0).length / once.length;
    expect(first).toBeGreaterThan(0.4);
    expect(first).toBeLessThan(0.6);
  });
});

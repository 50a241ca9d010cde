import { describe, expect, it } from "vitest";
import { DEFAULT_RATES, type GivenRates, RateFault, type Rates, ratesOf, readRate } from "../../lib/simulate/rates.ts";

describe("a rate on the command line", () => {
  it.each([
    ["clicked=0.1", { name: "clicked", share: 0.1 }],
    ["clicked=10%", { name: "clicked", share: 0.1 }],
    ["clicked=2.5%", { name: "clicked", share: 0.025 }],
    ["bought=0", { name: "bought", share: 0 }],
    ["opened=1", { name: "opened", share: 1 }],
    ["answered=10%", { name: "answered", share: 0.1 }],
    ["how-likely.detractor=40%", { template: "how-likely", name: "detractor", share: 0.4 }],
    ["we-miss-you.unsubscribed=100%", { template: "we-miss-you", name: "unsubscribed", share: 1 }],
  ])("%s is read", (text, rate) => {
    expect(readRate(text)).toEqual(rate);
  });

  it.each([
    "clicked",
    "clicked=",
    "clicked=-1",
    "clicked=x",
    "=0.1",
    "klicked=0.1",
    "Clicked=0.1",
    "a.b.clicked=1",
    "toString=1",
  ])("%s is refused with an example", (text) => {
    expect(() => readRate(text)).toThrow(RateFault);
    expect(() => readRate(text)).toThrow(`"${text}" is not a rate`);
  });

  it.each(["clicked=1.01", "clicked=101%", "clicked=5"])("%s is more than everyone", (text) => {
    expect(() => readRate(text)).toThrow(/more than everyone/);
  });
});

describe("which rate holds", () => {
  const own = { opened: 0.6, clicked: 0.2, bought: 0.1 };
  const given = (all: Partial<Rates>, one: Partial<Rates>): GivenRates => ({
    all,
    byTemplate: new Map([["hello", one]]),
  });

  it("the command line's for the template, then its for all, then the template's own, then the defaults", () => {
    const rates = ratesOf("hello", given({ opened: 0.5, clicked: 0.3 }, { opened: 0.4 }), own);
    expect(rates).toEqual({ ...DEFAULT_RATES, opened: 0.4, clicked: 0.3, bought: 0.1 });
  });

  it("another template's rate is not taken", () => {
    expect(ratesOf("bye", given({}, { opened: 0.4 }), own).opened).toBe(0.6);
  });

  it("zero on the command line is an answer", () => {
    expect(ratesOf("hello", given({ bought: 0 }, {}), own).bought).toBe(0);
  });

  it("without any word an ordinary shop is supposed", () => {
    expect(ratesOf("hello", given({}, {}), undefined)).toEqual({
      ...{ opened: 0.35, clicked: 0.05, bought: 0.01, unsubscribed: 0.002, answered: 0.12 },
      ...{ promoter: 0.5, passive: 0.3, detractor: 0.2 },
      ...{ satisfied: 0.7, neutral: 0.2, dissatisfied: 0.1 },
    });
  });
});

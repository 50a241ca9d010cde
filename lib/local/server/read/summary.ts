import { type SurveyFigures, surveyFigures } from "../../../journey/tally/survey.ts";
import { isOfGift, isOfMessage } from "../../../journey/tally.ts";
import type { Figures } from "../../figures.ts";

/** A campaign's figures, sorted for reading. */
export interface Summary {
  enrolled: number;
  heldOut: number;
  /** Whose first step after a leading wait has come: only they can convert. */
  begun: number;
  begunOfHoldout: number;
  sent: number;
  opened: number;
  clicked: number;
  converted: number;
  convertedOfHoldout: number;
  /** By currency. */
  revenue: Map<string, number>;
  /** How journeys ended, the most frequent first. */
  outcomes: [outcome: string, n: number][];
  /** By step key, of steps that send. */
  steps: Map<string, StepFigures>;
  /** By step key, of steps that gave coupons. */
  gifts: Map<string, GiftFigures>;
}

export interface GiftFigures {
  given: number;
  redeemed: number;
  /** By currency: money of the purchases that they were redeemed with. */
  revenue: Map<string, number>;
}

export interface StepFigures {
  sent: number;
  delivered: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
  "opened by machine": number;
  "clicked by machine": number;
  /** By reason. */
  withheld: Map<string, number>;
  /** Of a survey that somebody answered. */
  survey?: SurveyFigures;
}

const NOTHING_YET = {
  sent: 0,
  delivered: 0,
  opened: 0,
  clicked: 0,
  unsubscribed: 0,
  "opened by machine": 0,
  "clicked by machine": 0,
};

function isShown(what: string): what is keyof typeof NOTHING_YET {
  return Object.hasOwn(NOTHING_YET, what);
}

export function summaryOf(figures: Pick<Figures, "of">, campaign: string): Summary {
  const counts = figures.of(campaign);
  const steps = new Map<string, StepFigures>();
  for (const { step, what, n } of counts) {
    if (step === undefined || !isOfMessage(what)) continue;
    const of = steps.get(step) ?? { ...NOTHING_YET, withheld: new Map() };
    steps.set(step, of);
    if (isShown(what)) of[what] += n;
    if (what.startsWith("withheld: ")) of.withheld.set(after(what, "withheld: "), n);
  }
  for (const [key, of] of steps) {
    const survey = surveyFigures((what) => counts.find((one) => one.step === key && one.what === what)?.n ?? 0);
    if (survey !== undefined) of.survey = survey;
  }
  const gifts = new Map<string, GiftFigures>();
  for (const { step, what, n } of counts) {
    if (step === undefined || !isOfGift(what)) continue;
    const of = gifts.get(step) ?? { given: 0, redeemed: 0, revenue: new Map() };
    gifts.set(step, of);
    if (what === "coupon given") of.given += n;
    if (what === "coupon redeemed") of.redeemed += n;
    if (what.startsWith("revenue by coupon ")) of.revenue.set(after(what, "revenue by coupon "), n);
  }
  const own = counts.filter(({ step }) => step === undefined);
  const of = (what: string): number => own.find((one) => one.what === what)?.n ?? 0;
  const total = (what: "sent" | "opened" | "clicked"): number =>
    [...steps.values()].reduce((sum, step) => sum + step[what], 0);
  const named = (prefix: string): [string, number][] =>
    own.flatMap(({ what, n }): [string, number][] => (what.startsWith(prefix) ? [[after(what, prefix), n]] : []));
  return {
    enrolled: of("enrolled"),
    heldOut: of("held out"),
    begun: of("begun"),
    begunOfHoldout: of("begun of holdout"),
    sent: total("sent"),
    opened: total("opened"),
    clicked: total("clicked"),
    converted: of("converted"),
    convertedOfHoldout: of("converted of holdout"),
    revenue: new Map(named("revenue ")),
    outcomes: named("ended: ").sort(([, one], [, other]) => other - one),
    steps,
    gifts,
  };
}

function after(what: string, prefix: string): string {
  return what.slice(prefix.length);
}

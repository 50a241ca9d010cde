import type { Count } from "../../journey/tally.ts";
import { type CallFigures, type CouponFigures, callFigures, couponFigures } from "./gifts.ts";
import { type MessageFigures, messageFigures } from "./message.ts";
import { named, type Reason, total } from "./reasons.ts";

/** A campaign's figures, sorted for reading. */
export interface CampaignFigures {
  enrolled: number;
  heldOut: number;
  /** Enrolled, and still in the first wait. */
  waitingToBegin: number;
  begun: number;
  /** Begun and not ended. */
  onTheirWay: number;
  begunOfHoldout: number;
  converted: number;
  convertedOfHoldout: number;
  /** By currency, in its main unit. */
  revenue: Record<string, number>;
  /** Of those who began, most frequent first; so are all reasons. */
  ended: Reason[];
  endedBeforeBegun: Reason[];
  /** In the order of their keys. */
  steps: StepFigures[];
}

export interface StepFigures {
  step: string;
  /** Only steps that a function hears of are counted: those that send, wait for something or ask. */
  entered: number;
  left: Reason[];
  /** Of a step that sends. */
  message?: MessageFigures;
  /** Of a step that gives coupons. */
  coupon?: CouponFigures;
  /** Of a step that tells a system of the shop, or the team. */
  calls?: CallFigures;
}

const BEFORE = " (before it began)";
const HELD_OUT = /^(.*) \(held out( before it began)?\)$/;

export function sortFigures(counts: readonly Count[]): CampaignFigures {
  const own = counts.filter(({ step }) => step === undefined);
  const of = (what: string): number => own.find((one) => one.what === what)?.n ?? 0;
  const endings = named(own, "ended: ").filter(({ why }) => !HELD_OUT.test(why));
  const ended = endings.filter(({ why }) => !why.endsWith(BEFORE));
  const endedBeforeBegun = endings
    .filter(({ why }) => why.endsWith(BEFORE))
    .map(({ why, n }) => ({ why: why.slice(0, -BEFORE.length), n }));
  const begun = of("begun");
  return {
    enrolled: of("enrolled"),
    heldOut: of("held out"),
    waitingToBegin: of("enrolled") - begun - total(endedBeforeBegun),
    begun,
    onTheirWay: begun - total(ended),
    begunOfHoldout: of("begun of holdout"),
    converted: of("converted"),
    convertedOfHoldout: of("converted of holdout"),
    revenue: Object.fromEntries(named(own, "revenue ").map(({ why, n }) => [why, n])),
    ended,
    endedBeforeBegun,
    steps: stepFigures(counts),
  };
}

function stepFigures(counts: readonly Count[]): StepFigures[] {
  const byStep = new Map<string, Count[]>();
  for (const count of counts) {
    if (count.step === undefined) continue;
    const of = byStep.get(count.step) ?? [];
    byStep.set(count.step, of);
    of.push(count);
  }
  return [...byStep]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([step, of]) => {
      const message = messageFigures(of);
      const coupon = couponFigures(of);
      const calls = callFigures(of);
      return {
        step,
        entered: of.find(({ what }) => what === "entered")?.n ?? 0,
        left: named(of, "left: "),
        ...(message === undefined ? {} : { message }),
        ...(coupon === undefined ? {} : { coupon }),
        ...(calls === undefined ? {} : { calls }),
      };
    });
}

/** Version -> people of it who have not ended, as far as they are counted. */
export function peopleByVersion(counts: readonly Count[]): Map<string, number> {
  return new Map(named(counts, "in version ").map(({ why, n }) => [why, n]));
}

import type { Compiled } from "../../compiler/compiled.ts";
import type { What } from "../../journey/tally.ts";
import { messagesOf } from "../machine.ts";
import type { Seen } from "../observer.ts";
import { type CouponStepReport, callsOf, couponStepsOf, type SurveyReport, surveysOf } from "./advocacy.ts";
import { sorted, sum } from "./counts.ts";
import { type Lift, liftOf } from "./lift.ts";

export interface CampaignReport {
  id: string;
  name: string;
  /** Journeys, without the holdout: `begun` + `endedBeforeBegun` + `waiting`. */
  enrolled: number;
  heldOut: number;
  /** `ended` + `inProgress`. */
  begun: number;
  /** Why events that start this campaign started nothing. */
  notEnrolled: Record<string, number>;
  /** Outcome -> journeys, of those that had begun. */
  ended: Record<string, number>;
  /** Outcome -> enrollments that ended during their first wait: they cost no transition and no message. */
  endedBeforeBegun: Record<string, number>;
  waiting: number;
  inProgress: number;
  goal?: GoalReport;
  steps: StepReport[];
  messages: MessageReport[];
  surveys: SurveyReport[];
  coupons: CouponStepReport[];
  /** `webhook crm`, `alert A detractor answered` -> calls that would have been made. */
  calls: Record<string, number>;
}

export interface GoalReport {
  converted: number;
  /** Of those, by purchases that the simulation supposes a message brought about. */
  supposed: number;
  /** Of all begun, 0 to 1. */
  share: number;
  /** Of holdouts that would have begun. */
  holdout?: { size: number; converted: number; share: number; lift: Lift };
  /** Currency -> money of the converting purchases. */
  revenue: Record<string, number>;
}

/** One state: `entered` is the sum of `onward` and `here`. */
export interface StepReport {
  state: string;
  entered: number;
  /** Where people went -> how many. */
  onward: Record<string, number>;
  /** Still there at the end. */
  here: number;
}

export interface MessageReport {
  step: string;
  sent: number;
  withheld: Record<string, number>;
  /** Why it was told to come back later -> how often. */
  deferred: Record<string, number>;
  delivered: number;
  opened: number;
  clicked: number;
}

export function campaignReport(compiled: Compiled, seen: Seen): CampaignReport {
  const { rules, machine } = compiled;
  const count = (what: What): number => seen.counts.get(what) ?? 0;
  const sends = new Set(messagesOf(compiled).map(({ step }) => step));
  const enrolled = count("enrolled");
  const begun = count("begun");
  const ended = outcomes(seen, "");
  const endedBeforeBegun = outcomes(seen, "before it began");
  return {
    id: rules.campaign,
    name: rules.name,
    enrolled,
    heldOut: count("held out"),
    begun,
    notEnrolled: sorted(seen.passed),
    ended,
    endedBeforeBegun,
    waiting: enrolled - begun - sum(endedBeforeBegun),
    inProgress: begun - sum(ended),
    ...(rules.goal === undefined ? {} : { goal: goalReport(seen, begun, rules.holdout > 0) }),
    steps: Object.keys(machine.States).map((state) => ({
      state,
      entered: seen.entered.get(state) ?? 0,
      onward: sorted(seen.onward.get(state) ?? new Map()),
      here: seen.here.get(state) ?? 0,
    })),
    messages: [...seen.byStep].flatMap(([step, counts]) => (sends.has(step) ? [messageReport(step, counts)] : [])),
    surveys: surveysOf(compiled, seen),
    coupons: couponStepsOf(compiled, seen),
    calls: callsOf(compiled, seen),
  };
}

function goalReport(seen: Seen, begun: number, hasHoldout: boolean): GoalReport {
  const { counts } = seen;
  const converted = counts.get("converted") ?? 0;
  const holdout = {
    size: counts.get("begun of holdout") ?? 0,
    converted: counts.get("converted of holdout") ?? 0,
  };
  const revenue = [...counts].flatMap(([what, n]): [string, number][] =>
    what.startsWith("revenue ") ? [[what.slice("revenue ".length), Math.round(n * 100) / 100]] : [],
  );
  return {
    converted,
    supposed: seen.simulatedConversions,
    share: shareOf(converted, begun),
    ...(hasHoldout
      ? {
          holdout: {
            ...holdout,
            share: shareOf(holdout.converted, holdout.size),
            lift: liftOf({ size: begun, converted }, holdout),
          },
        }
      : {}),
    revenue: Object.fromEntries(revenue),
  };
}

function shareOf(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}

function messageReport(step: string, counts: ReadonlyMap<What, number>): MessageReport {
  const count = (what: What): number => counts.get(what) ?? 0;
  return {
    step,
    sent: count("sent"),
    withheld: reasons(counts, "withheld: "),
    deferred: reasons(counts, "deferred: "),
    delivered: count("delivered"),
    opened: count("opened"),
    clicked: count("clicked"),
  };
}

function reasons(counts: ReadonlyMap<What, number>, kind: string): Record<string, number> {
  const found = [...counts].filter(([what]) => what.startsWith(kind));
  return sorted(new Map(found.map(([what, n]) => [what.slice(kind.length), n])));
}

/** `ended: won back (before it began)` -> "won back", for the place in brackets that is asked for. */
function outcomes(seen: Seen, asked: string): Record<string, number> {
  const found = new Map<string, number>();
  for (const [what, n] of seen.counts) {
    const match = /^ended: (.*?)(?: \((before it began|held out|held out before it began)\))?$/.exec(what);
    if (match !== null && (match[2] ?? "") === asked) found.set(match[1] ?? "", n);
  }
  return sorted(found);
}

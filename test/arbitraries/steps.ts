import fc from "fast-check";
import { WEEKDAYS } from "../../lib/campaign/parts/weekdays.ts";
import type { Step, Until } from "../../lib/campaign/steps.ts";
import { anyMessage, conditions, type Scope } from "./conditions.ts";
import {
  CUSTOM_EVENTS,
  DECLARED,
  duration,
  IDS,
  OTHER_EVENTS,
  oddLine,
  oddText,
  REFERRALS,
  SURVEYS,
  TEMPLATES,
  timeOfDay,
} from "./words.ts";

const time = timeOfDay;
const until: fc.Arbitrary<Until> = fc.oneof(
  time.map((until) => ({ until })),
  fc.record({ until: fc.constantFrom(...WEEKDAYS), at: time }, { requiredKeys: ["until"] }),
  fc.record(
    {
      until: fc.constantFrom("customer.attributes.renewsOn", "customer.lastOrderAt", "customer.nextOrderAt"),
      at: time,
      offset: fc.constantFrom("7 days before", "1 day after", "30 days after"),
      yearly: fc.constant(false),
    },
    { requiredKeys: ["until"] },
  ),
);

const common = { id: fc.constantFrom(...IDS), note: oddText };
const optional = <T extends object>(required: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record({ ...required, ...common }, { requiredKeys: Object.keys(required) as never }) as unknown as fc.Arbitrary<T>;

const step = (required: Record<string, fc.Arbitrary<unknown>>, more: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record(
    { ...required, ...more, ...common },
    { requiredKeys: Object.keys(required) as never },
  ) as unknown as fc.Arbitrary<Step>;

const value = fc.oneof(oddText, fc.constant(""), fc.integer(), fc.boolean());
const values = fc.dictionary(fc.constantFrom("percent", "code", "loud"), value, { noNullPrototype: true });

export const leadingWait: fc.Arbitrary<Step> = fc.oneof(
  duration.map((wait) => ({ wait })),
  until.map((wait) => ({ wait })),
  fc.constant({ wait: { until: "customer.attributes.birthday", offset: "3 days before", yearly: true } }),
);

const survey = step(
  { survey: fc.constantFrom(...SURVEYS) },
  { kind: fc.constantFrom("nps", "csat", "text"), with: values },
);
const referral = step({ referral: fc.constantFrom(...REFERRALS) }, { with: values });
const webhook = step({ webhook: fc.constantFrom(...Object.keys(DECLARED.webhooks ?? {})) }, { with: values });
const alert = step({ alert: oddLine }, { comment: fc.constant(true) });
const coupon = fc.constantFrom(...Object.keys(DECLARED.coupons ?? {}));
const atMost = fc.constantFrom(1, 500);

/** Lists of steps up to `maxDepth` levels deep, over every kind and option. Not yet valid: see settle.ts. */
export function stepLists(startedBy: string, maxDepth: number): fc.Arbitrary<Step[]> {
  const hasOrder = startedBy === "purchase";
  const scope = (event: string): Scope => ({ event, hasOrder, hasMessages: true });
  const send = fc.oneof(
    optional({ send: fc.constantFrom(...TEMPLATES) }),
    fc.record({ send: fc.constantFrom(...TEMPLATES), with: values }),
  );
  const wait = optional({ wait: fc.oneof({ weight: 2, arbitrary: duration }, until) });
  const event = fc.constantFrom("purchase", "refund", ...CUSTOM_EVENTS, ...OTHER_EVENTS);
  const target = fc.oneof(
    fc.record({ delivered: anyMessage }),
    fc.record({ opened: anyMessage }),
    fc.record({ clicked: anyMessage }),
    fc.record({ answered: anyMessage }),
    fc.record({ on: event }),
    ...CUSTOM_EVENTS.map((on) =>
      fc.record({ on: fc.constant(on), if: conditions({ ...scope(on), hasMessages: false, hasCustomer: false }) }),
    ),
  );
  const { steps } = fc.letrec<{ steps: Step[]; way: Step[]; step: Step }>((tie) => {
    const way = tie("way");
    const arm = fc.record(
      { if: conditions(scope(startedBy)), steps: way, note: oddText },
      { requiredKeys: ["if", "steps"] },
    );
    const splitWay = fc.record({ weight: fc.constantFrom(1, 50, 0.5), steps: way });
    return {
      steps: fc.array(tie("step"), { minLength: 1, maxLength: 6 }),
      way: fc.array(tie("step"), { maxLength: 3 }),
      step: fc.oneof(
        { maxDepth, depthSize: "small" },
        { weight: 5, arbitrary: send as fc.Arbitrary<Step> },
        { weight: 3, arbitrary: wait as fc.Arbitrary<Step> },
        { weight: 1, arbitrary: optional({ tag: fc.constantFrom("warm", "vip") }) as fc.Arbitrary<Step> },
        { weight: 1, arbitrary: optional({ exit: oddText }) as fc.Arbitrary<Step> },
        { weight: 4, arbitrary: survey },
        { weight: 1, arbitrary: referral },
        { weight: 1, arbitrary: webhook },
        { weight: 1, arbitrary: alert },
        { weight: 1, arbitrary: step({ coupon }, { atMost }) },
        { weight: 1, arbitrary: step({ coupon, else: way }, { atMost }) },
        {
          weight: 4,
          arbitrary: fc.record(
            { waitFor: target, within: duration, then: way, else: way, ...common },
            { requiredKeys: ["waitFor", "within"] },
          ) as fc.Arbitrary<Step>,
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(fc.array(arm, { minLength: 1, maxLength: 3 }), fc.option(way, { nil: undefined }))
            .map(([arms, rest]) => ({ branch: rest === undefined ? arms : [...arms, { steps: rest }] })),
        },
        {
          weight: 1,
          arbitrary: fc
            .array(splitWay, { minLength: 2, maxLength: 3 })
            .map((ways) => ({ split: ways.map((way, index) => ({ name: `way-${index + 1}`, ...way })) })),
        },
      ),
    };
  });
  return steps;
}

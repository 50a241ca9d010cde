import fc from "fast-check";
import type { Campaign } from "../../lib/campaign/campaign.ts";
import { checkAll } from "../../lib/campaign/check.ts";
import { say } from "../../lib/campaign/faults.ts";
import type { Sending } from "../../lib/campaign/parts/sending.ts";
import { conditions, type Scope } from "./conditions.ts";
import { settle } from "./settle.ts";
import { leadingWait, stepLists } from "./steps.ts";
import { ALL_TEMPLATES, CUSTOM_EVENTS, DECLARED, duration, OTHER_EVENTS, oddText } from "./words.ts";

const MOST_DEPTH = 4;

export const sendings: fc.Arbitrary<Sending> = fc.record(
  {
    hours: fc.constantFrom("09:00-20:00", "22:00-06:30", "12:00-12:30", "00:00-23:59"),
    atMost: fc.constantFrom("1 per 24 hours", "2 per 7 days", "3 per 2 hours", "4 per 4 weeks"),
    lateAfter: fc.constantFrom("1 hour", "12 hours", "3 days"),
    days: fc.constantFrom<Sending["days"][]>(["saturday"], ["monday", "tuesday", "wednesday", "thursday", "friday"]),
    notOn: fc.constantFrom(["12-25"], ["2026-03-29", "01-02", "10-25"]),
    ifClosed: fc.constantFrom("drop" as const, "defer" as const),
    ifTooMany: fc.constantFrom("drop" as const, "defer" as const),
  },
  { requiredKeys: [] },
);

/** Valid campaigns over the whole language, as `checkAll` gives them. */
export function campaigns(id = "random"): fc.Arbitrary<Campaign> {
  return fc.oneof(
    { weight: 3, arbitrary: startedBy("purchase", id) },
    { weight: 1, arbitrary: startedBy(CUSTOM_EVENTS[0], id) },
  );
}

function startedBy(on: string, id: string): fc.Arbitrary<Campaign> {
  const hasOrder = on === "purchase";
  const scope = (event: string, hasMessages: boolean): Scope => ({ event, hasOrder, hasMessages });
  const rule = fc
    .constantFrom("purchase", "refund", ...CUSTOM_EVENTS, ...OTHER_EVENTS)
    .chain((event) =>
      fc.record({ on: fc.constant(event), if: conditions(scope(event, false)) }, { requiredKeys: ["on"] }),
    );
  const often = fc.constantFrom("never", "always", "after 3 days");
  const goal = fc.tuple(rule, duration).map(([given, within]) => ({ ...given, within }));
  const stop = fc.array(
    fc.tuple(rule, fc.option(oddText, { nil: undefined })).map(([given, outcome]) => ({
      ...given,
      ...(outcome === undefined ? {} : { outcome }),
    })),
    { maxLength: 2 },
  );
  return fc
    .record(
      {
        id: fc.constant(id),
        name: oddText,
        note: oddText,
        stage: fc.constantFrom("purchase", "retention", "advocacy"),
        start: fc.oneof(
          { weight: 4, arbitrary: fc.record({ on: fc.constant(on), again: often }, { requiredKeys: ["on"] }) },
          { weight: 1, arbitrary: fc.record({ on: fc.constant(on), if: conditions(scope(on, false)), again: often }) },
        ),
        stop,
        goal,
        holdout: fc.constantFrom("1%", "40%"),
        priority: fc.constantFrom("high" as const, "normal" as const, "low" as const),
        sending: sendings,
        steps: fc
          .tuple(fc.option(leadingWait, { nil: undefined }), stepLists(on, MOST_DEPTH))
          .map(([first, steps]) => (first === undefined ? steps : [first, ...steps])),
      },
      { requiredKeys: ["id", "name", "start", "steps"], noNullPrototype: true },
    )
    .map((draft) => accepted(settle(withoutVainHoldout(draft as Campaign))))
    .filter((campaign) => campaign !== undefined);
}

/** A holdout measures nothing without a goal, and is refused. */
function withoutVainHoldout({ holdout, ...campaign }: Campaign): Campaign {
  return holdout === undefined || campaign.goal === undefined ? campaign : { ...campaign, holdout };
}

/** Why some of what was made is refused, for the test that keeps it rare. */
export const refusals = { made: 0, refused: [] as string[] };

function accepted(campaign: Campaign): Campaign | undefined {
  const file = { path: `campaigns/${campaign.id}.json`, text: JSON.stringify(campaign) };
  const { campaigns, faults } = checkAll([file], ALL_TEMPLATES, DECLARED);
  refusals.made += 1;
  refusals.refused.push(...faults.map(say));
  return campaigns[0]?.campaign;
}

import type { ShopEvent } from "../../lib/campaign/events.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import { DEFAULT_RATES, type Rates } from "../../lib/simulate/rates.ts";
import { buildReport, type Report } from "../../lib/simulate/report.ts";
import { type Simulated, simulate } from "../../lib/simulate/run.ts";
import { templatesDouble } from "../support/doubles.ts";
import { DAY, purchase, START } from "../support/events.ts";
import { type Authored, givenCampaign, givenShop } from "../support/shop.ts";

export const NOBODY_REACTS: Rates = {
  ...DEFAULT_RATES,
  opened: 0,
  clicked: 0,
  bought: 0,
  unsubscribed: 0,
  answered: 0,
};
export const ORDINARY: Rates = { ...DEFAULT_RATES, opened: 0.4, clicked: 0.15, bought: 0.05, unsubscribed: 0.01 };

export interface Line {
  at: number;
  customer?: string;
  enrollment: string;
  campaign: string;
  message?: string;
  transition?: string;
}

export interface Run {
  report: Report;
  simulated: Simulated;
  /** What `--out` would write. */
  lines: Line[];
}

/** Past events simulated and reported. They are put into the order of their times first. */
export async function run(
  events: readonly ShopEvent[],
  options: {
    campaigns: readonly Authored[];
    shop?: Partial<Shop>;
    rates?: Partial<Rates>;
    seed?: string;
    /** What becomes of compiled campaigns before they run. */
    changed?: (compiled: Compiled) => Compiled;
  },
): Promise<Run> {
  const shop = givenShop(options.shop);
  const { changed = (compiled: Compiled) => compiled } = options;
  const campaigns = options.campaigns.map((authored) => changed(givenCampaign(authored, shop)));
  const ordered = events.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const lines: Line[] = [];
  const simulated = await simulate({
    campaigns,
    shop,
    templates: templatesDouble(new Set()),
    events: ordered,
    ratesOf: () => ({ ...NOBODY_REACTS, ...options.rates }),
    seed: options.seed ?? "seed",
    onMessage: ({ sendId, campaign, template }, at) => {
      const { customer, enrollment } = sendId;
      lines.push({ at, message: template, customer, enrollment, campaign });
    },
    onTransition: ({ at, state, campaign, execution }) =>
      lines.push({ at, transition: state, campaign, enrollment: execution }),
  });
  const customers = new Set(events.map(({ customerId }) => customerId)).size;
  const about = { campaigns, shop, customers, events: events.length, notes: [], faults: [] };
  return { report: buildReport(simulated, about), simulated, lines };
}

/** Writes after three weeks of silence, and again a week later unless that was clicked. */
export const WIN_BACK: Authored = {
  id: "win-back",
  start: { on: "purchase", again: "after 30 days" },
  stop: [{ on: "purchase", outcome: "won back" }],
  goal: { on: "purchase", within: "30 days" },
  holdout: "20%",
  steps: [
    { wait: "21 days" },
    { send: "we-miss-you" },
    { waitFor: { clicked: "we-miss-you" }, within: "7 days", then: [{ tag: "warm" }], else: [{ send: "come-back" }] },
  ],
};

/** Buys on these days, at noon. */
export function buys(customer: string, ...days: number[]): ShopEvent[] {
  return days.map((day) => purchase(customer, { at: START + day * DAY, order: { total: 20 + (day % 7) } }));
}

/** Whoever is looked at last lives on until this day: the run ends with the last event. */
export function until(day: number): ShopEvent[] {
  return [
    {
      type: "profile",
      customerId: "shop",
      eventId: `until-${day}`,
      at: new Date(START + day * DAY).toISOString(),
      customer: {},
    },
  ];
}

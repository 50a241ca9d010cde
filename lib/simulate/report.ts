import type { Fault } from "../campaign/faults.ts";
import type { Shop } from "../campaign/shop.ts";
import type { Compiled } from "../compiler/compiled.ts";
import type { MeasuredLimit } from "./limits.ts";
import { type CostLine, costOf, PRICES_AS_OF } from "./prices.ts";
import { type CouponReport, couponReports } from "./report/advocacy.ts";
import { type CampaignReport, campaignReport } from "./report/campaign.ts";
import { together } from "./report/counts.ts";
import { findingsOf } from "./report/findings.ts";
import { type GaveWay, gaveWayOf } from "./report/gave-way.ts";
import { byDay, mostInAWeek, perCustomer } from "./report/spread.ts";
import type { Simulated } from "./run.ts";

/** What would have happened: plain data. */
export interface Report {
  /** Times of the first and the last event, ISO 8601. */
  from: string;
  to: string;
  /** In the file, also those who got nothing. */
  customers: number;
  events: number;
  /** What stands out, as whole sentences. */
  findings: string[];
  campaigns: CampaignReport[];
  messages: {
    sent: number;
    /** Why messages were told to come back later -> how often. */
    deferred: Record<string, number>;
    /** Reason -> messages. */
    withheld: Record<string, number>;
    /** Day in the shop's time zone -> messages. */
    byDay: Record<string, number>;
    /** Messages in the whole period -> customers who got so many. */
    perCustomer: Record<string, number>;
    /** The most that one customer got in any 7 days. */
    mostInAWeek: number;
  };
  /** What shop.json allows one customer to get, and the most that one got: measured by the messages. */
  limits: MeasuredLimit[];
  /** Which campaign made room for which, and how often. */
  gaveWay: GaveWay[];
  coupons: CouponReport[];
  cost: { lines: CostLine[]; dollars: number; pricesAsOf: string; transitions: number };
  /** What the import assumed, as whole sentences. */
  notes: string[];
  /** Rows that were left out. */
  faults: Fault[];
}

/** What is known about the run besides what it did. */
export interface About {
  campaigns: readonly Compiled[];
  shop: Shop;
  customers: number;
  events: number;
  notes: readonly string[];
  faults: readonly Fault[];
}

export function buildReport({ observer, usage, messages, limits, from, to }: Simulated, about: About): Report {
  const campaigns = about.campaigns.map((compiled) => campaignReport(compiled, observer.seen(compiled.rules.campaign)));
  const lines = costOf(usage);
  const report = {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    customers: about.customers,
    events: about.events,
    campaigns,
    messages: {
      sent: usage.emails,
      deferred: together(campaigns.flatMap((campaign) => campaign.messages.map(({ deferred }) => deferred))),
      withheld: together(campaigns.flatMap((campaign) => campaign.messages.map(({ withheld }) => withheld))),
      byDay: byDay(messages, about.shop.timeZone),
      perCustomer: perCustomer(messages, about.customers),
      mostInAWeek: mostInAWeek(messages),
    },
    limits,
    gaveWay: gaveWayOf(campaigns),
    coupons: couponReports(campaigns, about.shop),
    cost: {
      lines,
      dollars: lines.reduce((sum, { dollars }) => sum + dollars, 0),
      pricesAsOf: PRICES_AS_OF,
      transitions: usage.transitions,
    },
    notes: [...about.notes],
    faults: [...about.faults],
  };
  return { ...report, findings: findingsOf(report) };
}

import type { Fault } from "../campaign/faults.ts";
import type { Shop } from "../campaign/shop.ts";
import type { Compiled } from "../compiler/compiled.ts";
import type { What } from "../journey/tally.ts";
import type { Seen } from "./observer.ts";
import { type CostLine, costOf, PRICES_AS_OF } from "./prices.ts";
import type { Simulated } from "./run.ts";

/** What would have happened: plain data, in the order in which it is printed. */
export interface Report {
  from: string;
  to: string;
  customers: number;
  events: number;
  campaigns: CampaignReport[];
  messages: {
    sent: number;
    /** Waited for the customer's hours, and went out then. */
    held: number;
    /** Reason -> messages. */
    withheld: Record<string, number>;
    /** Day in the shop's time zone -> messages. */
    byDay: Record<string, number>;
    /** Messages in the whole period -> customers who got so many. */
    perCustomer: Record<string, number>;
    /** The most that one customer got in any 7 days. */
    mostInAWeek: number;
  };
  cost: { lines: CostLine[]; dollars: number; pricesAsOf: string; transitions: number };
  faults: Fault[];
}

export interface CampaignReport {
  id: string;
  name: string;
  enrolled: number;
  heldOut: number;
  begun: number;
  /** Why events that start this campaign started nothing. */
  notEnrolled: Record<string, number>;
  /** Outcome -> journeys, of those that had begun. */
  ended: Record<string, number>;
  /** Outcome -> enrollments that ended during their first wait: they cost no transition and no message. */
  endedBeforeBegun: Record<string, number>;
  waiting: number;
  inProgress: number;
  goal?: {
    converted: number;
    /** Of those, by purchases that the simulation supposes a message brought about. */
    supposed: number;
    /** Of all begun, 0 to 1. */
    share: number;
    holdout: { size: number; converted: number; share: number } | undefined;
    revenue: Record<string, number>;
  };
  steps: StepReport[];
  messages: MessageReport[];
}

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
  delivered: number;
  opened: number;
  clicked: number;
}

const WEEK = 7 * 86_400_000;

export function buildReport(
  simulated: Simulated,
  given: { campaigns: readonly Compiled[]; shop: Shop; customers: number; events: number; faults: readonly Fault[] },
): Report {
  const { observer, usage, messages } = simulated;
  const campaigns = given.campaigns.map((compiled) =>
    campaignReport(compiled, observer.campaigns.get(compiled.rules.campaign)),
  );
  const lines = costOf(usage);
  const withheld: Record<string, number> = {};
  for (const { messages: own } of campaigns) {
    for (const message of own)
      for (const [why, n] of Object.entries(message.withheld)) withheld[why] = (withheld[why] ?? 0) + n;
  }
  return {
    from: new Date(simulated.from).toISOString(),
    to: new Date(simulated.to).toISOString(),
    customers: given.customers,
    events: given.events,
    campaigns,
    messages: {
      sent: usage.emails,
      held: observer.held(),
      withheld,
      byDay: byDay(messages, given.shop.timeZone),
      perCustomer: perCustomer(messages, given.customers),
      mostInAWeek: Math.max(0, ...[...messages.values()].map(mostInAWeek)),
    },
    cost: {
      lines,
      dollars: lines.reduce((sum, { dollars }) => sum + dollars, 0),
      pricesAsOf: PRICES_AS_OF,
      transitions: usage.transitions,
    },
    faults: [...given.faults],
  };
}

function campaignReport({ rules, machine }: Compiled, seen: Seen | undefined): CampaignReport {
  const count = (what: What): number => seen?.counts.get(what) ?? 0;
  const enrolled = count("enrolled");
  const heldOut = count("held out");
  const begun = count("begun");
  const ended = outcomes(seen, (where) => where === "");
  const endedBeforeBegun = outcomes(seen, (where) => where === "before it began");
  const waiting = enrolled - begun - sum(endedBeforeBegun);
  const steps = Object.keys(machine.States).map((state): StepReport => {
    const entered = seen?.entered.get(state) ?? 0;
    const onward = sorted(seen?.onward.get(state) ?? new Map());
    return { state, entered, onward, here: entered - sum(onward) };
  });
  const goal = rules.goal === undefined ? undefined : goalReport(seen, begun, heldOut);
  return {
    id: rules.campaign,
    name: rules.name,
    enrolled,
    heldOut,
    begun,
    notEnrolled: sorted(seen?.passed ?? new Map()),
    ended,
    endedBeforeBegun,
    waiting,
    inProgress: begun - sum(ended),
    ...(goal === undefined ? {} : { goal }),
    steps,
    messages: [...(seen?.byStep ?? [])].map(([step, counts]) => messageReport(step, counts)),
  };
}

function goalReport(seen: Seen | undefined, begun: number, heldOut: number): NonNullable<CampaignReport["goal"]> {
  const counts = seen?.counts ?? new Map<What, number>();
  const converted = counts.get("converted") ?? 0;
  const ofHoldout = counts.get("converted of holdout") ?? 0;
  const size = counts.get("begun of holdout") ?? 0;
  const revenue = [...counts].flatMap(([what, n]): [string, number][] =>
    what.startsWith("revenue ") ? [[what.slice("revenue ".length), Math.round(n * 100) / 100]] : [],
  );
  return {
    converted,
    supposed: seen?.simulatedConversions ?? 0,
    share: begun === 0 ? 0 : converted / begun,
    holdout: heldOut === 0 ? undefined : { size, converted: ofHoldout, share: size === 0 ? 0 : ofHoldout / size },
    revenue: Object.fromEntries(revenue),
  };
}

function messageReport(step: string, counts: ReadonlyMap<What, number>): MessageReport {
  const withheld = new Map<string, number>();
  for (const [what, n] of counts) if (what.startsWith("withheld: ")) withheld.set(what.slice("withheld: ".length), n);
  const count = (what: What): number => counts.get(what) ?? 0;
  return {
    step,
    sent: count("sent"),
    withheld: sorted(withheld),
    delivered: count("delivered"),
    opened: count("opened"),
    clicked: count("clicked"),
  };
}

/** `ended: won back (before it began)` -> "won back", for the place in brackets that is asked for. */
function outcomes(seen: Seen | undefined, isAsked: (where: string) => boolean): Record<string, number> {
  const found = new Map<string, number>();
  for (const [what, n] of seen?.counts ?? []) {
    const match = /^ended: (.*?)(?: \((before it began|held out|held out before it began)\))?$/.exec(what);
    if (match !== null && isAsked(match[2] ?? "")) found.set(match[1] ?? "", n);
  }
  return sorted(found);
}

function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([, one], [, other]) => other - one));
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}

function byDay(messages: ReadonlyMap<string, number[]>, timeZone: string): Record<string, number> {
  // The Swedish locale writes dates as ISO 8601 does.
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  const hours = new Map<number, string>();
  const days = new Map<string, number>();
  for (const at of [...messages.values()].flat()) {
    const hour = Math.floor(at / 3_600_000);
    const name = hours.get(hour) ?? day.format(hour * 3_600_000);
    hours.set(hour, name);
    days.set(name, (days.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...days].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function perCustomer(messages: ReadonlyMap<string, number[]>, customers: number): Record<string, number> {
  const counts = new Map<number, number>([[0, customers - messages.size]]);
  for (const { length } of messages.values()) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one], [other]) => one - other));
}

function mostInAWeek(times: number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - WEEK) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

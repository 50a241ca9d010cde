import type { Catalog } from "../aws/catalog.ts";
import type { Shop } from "../campaign/shop.ts";
import { readFigures } from "../journey/figures.ts";
import { heldIn, keys } from "../journey/keys.ts";
import { readAll } from "../journey/read-all.ts";
import type { Pause } from "../journey/records.ts";
import type { Table } from "../store/table.ts";
import type { Clients } from "./clients.ts";
import { type Stock, stocksOf } from "./coupons/stock.ts";
import { type QueueDepths, queueDepths } from "./dead-letters/depths.ts";
import type { Stack } from "./stack.ts";
import { type KnownCampaign, knownCampaigns } from "./status/campaigns.ts";
import { type CampaignFigures, peopleByVersion, type StepFigures, sortFigures } from "./status/figures.ts";
import { countedThrough } from "./status/freshness.ts";
import { total } from "./status/reasons.ts";

export interface Status {
  stack: string;
  region: string;
  /** ISO 8601: the newest change that is in the figures. */
  countedThrough?: string;
  campaigns: CampaignStatus[];
  /** ISO 8601: since when everything is paused. */
  allPausedSince?: string;
  /** ISO 8601: since when all marketing is paused, and why. */
  marketingPaused?: { since: string; why: string };
  queues: QueueDepths;
  /** Coupons whose codes are imported. */
  pools: Stock[];
}

export interface CampaignStatus extends Omit<CampaignFigures, "steps"> {
  campaign: string;
  /** Off: it is not among the campaigns that are deployed now. */
  state: "on" | "off";
  /** The version that new enrollments get. */
  version?: string;
  /** ISO 8601: since when it is paused by itself. */
  pausedSince?: string;
  /** How many a pause holds before their next message. */
  held: number;
  /** People on their way, or scheduled to be, by version. Newest version first. */
  people: { version: string; n: number }[];
  steps: (StepFigures & { waiting: number })[];
}

/** Days on the shop's clock, `yyyy-mm-dd`, both included. */
export interface Span {
  from?: string;
  to?: string;
}

/**
 * How a stack is doing. `only` leaves the other campaigns out. A span is of the figures; who waits where is as of now. `coupons`
 * are those of shop.json: the table alone cannot tell which there are.
 */
export async function readStatus(
  deps: { stack: Stack; table: Table; catalog: Catalog; queues: Clients["queues"] },
  { only, span = {}, coupons }: { only?: string; span?: Span; coupons?: Shop["coupons"] },
): Promise<Status> {
  const { stack, table } = deps;
  const [known, pause, counted, queues, pools] = await Promise.all([
    knownCampaigns(deps.catalog),
    table.get(keys.pause) as Promise<Pause | undefined>,
    countedThrough(table),
    queueDepths(deps.queues, stack.outputs),
    stocksOf(table, coupons),
  ]);
  const campaigns: CampaignStatus[] = [];
  for (const campaign of known) {
    if (only === undefined || campaign.id === only)
      campaigns.push(await readCampaign(table, campaign, pause?.[`campaign#${campaign.id}`], span));
  }
  return {
    stack: stack.name,
    region: stack.region,
    ...(counted === undefined ? {} : { countedThrough: iso(counted) }),
    campaigns,
    ...(pause?.all === undefined ? {} : { allPausedSince: iso(pause.all) }),
    ...(pause?.marketing === undefined
      ? {}
      : { marketingPaused: { since: iso(pause.marketing.at), why: pause.marketing.why } }),
    queues,
    pools,
  };
}

async function readCampaign(
  table: Table,
  { id, current, machines }: KnownCampaign,
  pausedSince: number | undefined,
  span: Span,
): Promise<CampaignStatus> {
  const counts = await readFigures(table, id);
  const isWhole = span.from === undefined && span.to === undefined;
  const now = sortFigures(counts);
  const figures = isWhole ? now : sortFigures(await readFigures(table, id, span));
  const waiting = new Map(now.steps.map(({ step, entered, left }) => [step, entered - total(left)]));
  const people = peopleByVersion(counts);
  const versions = new Set([...machines.map(({ version }) => version), ...people.keys()]);
  return {
    campaign: id,
    state: current === undefined ? "off" : "on",
    ...(current === undefined ? {} : { version: current }),
    ...(pausedSince === undefined ? {} : { pausedSince: iso(pausedSince) }),
    held: (await readAll(table, heldIn(id), "held#")).length,
    people: [...versions].map((version) => ({ version, n: people.get(version) ?? 0 })).filter(({ n }) => n !== 0),
    ...figures,
    waitingToBegin: now.waitingToBegin,
    onTheirWay: now.onTheirWay,
    steps: figures.steps.map((step) => ({ ...step, waiting: waiting.get(step.step) ?? 0 })),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

import type { Checkpoint } from "./checkpoint.ts";
import { byCustomer, happenedAt } from "./events/by-customer.ts";
import { type InsertRecord, toRecord } from "./events/stream-batch.ts";
import type { EventKey, EventsTable, StoredEvent } from "./events/table.ts";
import { CallFailed } from "./functions.ts";
import type { Pace, Time } from "./pace.ts";
import { Interrupted, Trouble } from "./trouble.ts";

/** Which events: by when they happened, epoch milliseconds, both included; one customer's, or everybody's. */
export interface Selection {
  from?: number;
  to?: number;
  customer?: string;
}

export interface ReplayCounts {
  /** Looked at. */
  read: number;
  /** Selected; with `go`, handed over. */
  events: number;
  customers: number;
  /** Of those selected. */
  byType: Record<string, number>;
}

/** How far a replay came. */
export interface ReplayState {
  after: EventKey;
  counts: ReplayCounts;
}

export interface Replayed extends ReplayCounts {
  isInterrupted: boolean;
}

export interface ReplayDeps {
  events: Pick<EventsTable, "scan" | "stored">;
  /** Answers the sequence numbers of the records that must be tried again. */
  enroll(records: InsertRecord[]): Promise<string[]>;
  pace: Pace;
  time: Pick<Time, "sleep">;
  checkpoint: Pick<Checkpoint<ReplayState>, "load" | "save" | "clear" | "file">;
  onProgress?(counts: ReplayCounts): void;
}

/** Lambda answers a call of this size within seconds. */
const BATCH = 25;
const MOST_TRIES = 6;
/** Events looked at between two notes of the place, where few of them are meant. */
const STRETCH = 1_000;

/**
 * Hands events of the Events table to `enroll` once more. What was applied is applied no second time; what was lost is applied
 * now. Without `go` they are only counted. Cut short, it goes on where it was.
 *
 * 1. The table is read customer by customer, behind the customer that an earlier run came to.
 * 2. Events that are meant are handed over in batches, each customer's in the order in which they happened.
 * 3. After whole customers the place is kept.
 */
export async function replay(deps: ReplayDeps, selection: Selection, go: boolean): Promise<Replayed> {
  const earlier = go ? await deps.checkpoint.load() : undefined;
  const counts: ReplayCounts = earlier?.counts ?? { read: 0, events: 0, customers: 0, byType: {} };
  const pages =
    selection.customer === undefined ? deps.events.scan(earlier?.after) : deps.events.stored(selection.customer);
  let batch: StoredEvent[] = [];
  let after: EventKey | undefined;
  let unnoted = 0;
  const flush = async (): Promise<void> => {
    if (go) for (let i = 0; i < batch.length; i += BATCH) await handOver(deps, batch.slice(i, i + BATCH));
    batch = [];
    unnoted = 0;
    if (go && after !== undefined) await deps.checkpoint.save({ after, counts });
    deps.onProgress?.(counts);
  };
  try {
    for await (const { events, last } of byCustomer(pages)) {
      const meant = events.filter((event) => isMeant(event, selection));
      if (!go) await deps.pace(0);
      count(counts, events.length, meant);
      batch.push(...meant);
      after = last;
      unnoted += events.length;
      if (batch.length >= BATCH || unnoted >= STRETCH) await flush();
    }
    await flush();
    if (go) await deps.checkpoint.clear();
    return { ...counts, isInterrupted: false };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return { ...((await kept(deps, go)) ?? counts), isInterrupted: true };
  }
}

/** What is surely done: the rest is done again by the next run. */
async function kept({ checkpoint }: ReplayDeps, go: boolean): Promise<ReplayCounts | undefined> {
  return go ? (await checkpoint.load().catch(() => undefined))?.counts : undefined;
}

function isMeant(event: StoredEvent, { from, to }: Selection): boolean {
  if (from === undefined && to === undefined) return true;
  const at = happenedAt(event);
  return at >= (from ?? Number.NEGATIVE_INFINITY) && at <= (to ?? Number.POSITIVE_INFINITY);
}

function count(counts: ReplayCounts, read: number, meant: readonly StoredEvent[]): void {
  counts.read += read;
  counts.events += meant.length;
  counts.customers += meant.length > 0 ? 1 : 0;
  for (const { attributes } of meant) {
    const type = attributes.type?.S ?? "without a type";
    counts.byType[type] = (counts.byType[type] ?? 0) + 1;
  }
}

/** Until all are taken; what fails for a reason of AWS's comes back, and is given time. */
async function handOver({ enroll, pace, time, checkpoint }: ReplayDeps, events: readonly StoredEvent[]): Promise<void> {
  let left = events.map(toRecord);
  let why = "they came back without a reason";
  for (let tries = 0; tries < MOST_TRIES && left.length > 0; tries++) {
    if (tries > 0) await time.sleep(500 * 2 ** tries);
    await pace(left.length);
    try {
      const failed = new Set(await enroll(left));
      left = left.filter(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      why = error.message;
    }
  }
  if (left.length === 0) return;
  throw new Trouble(
    `enroll could not take ${left.length} events in ${MOST_TRIES} tries: ${why}; its log says more. What was taken before is kept in ${checkpoint.file}: run the same command again to go on`,
  );
}

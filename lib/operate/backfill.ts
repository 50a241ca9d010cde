import type { ShopEvent } from "../campaign/events.ts";
import type { DeclaredEvents } from "../campaign/shop/events.ts";
import { admit } from "../door/admit.ts";
import type { Backfilled } from "../journey/backfill.ts";
import { itemOfAttributes } from "../store/dynamodb/attributes.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { byCustomer, type CustomerGroup } from "./events/by-customer.ts";
import type { EventKey, EventsTable, StoredEvent } from "./events/table.ts";
import type { Pace } from "./pace.ts";
import { Interrupted } from "./trouble.ts";

export interface BackfillCounts {
  customers: number;
  enrolled: number;
  heldOut: number;
  /** Reason -> customers that were not enrolled because of it. */
  passed: Record<string, number>;
  /** The Monday, `yyyy-mm-dd` in UTC, of the week in which journeys begin -> how many. Held out ones are not among them. */
  beginsInWeek: Record<string, number>;
  /** Of those enrolled: whose journey begins at once, or began in the past. */
  beginNow: number;
  /** Events that are no events of this language, and were left out. */
  unreadable: number;
}

/** How far a backfill came. */
export interface BackfillState {
  after: EventKey;
  counts: BackfillCounts;
}

export interface BackfillResult extends BackfillCounts {
  isInterrupted: boolean;
}

export interface BackfillDeps {
  events: Pick<EventsTable, "scan">;
  /** What shop.json declares of events of the shop's own. */
  declared?: DeclaredEvents | undefined;
  /** Enrolls one customer, or says what would become of them. */
  backfillOne(customer: string, events: readonly ShopEvent[]): Promise<Backfilled>;
  /** Awaited for each one enrolled. */
  pace: Pace;
  now(): number;
  checkpoint: Pick<Checkpoint<BackfillState>, "load" | "save" | "clear">;
  onProgress?(counts: BackfillCounts): void;
}

/** Customers that are looked at side by side: each takes a few requests one after another. */
const AT_ONCE = 10;

/**
 * Goes through all customers of the Events table and enrolls those that a campaign would have taken. With `go` the place is kept,
 * and a run that was cut short goes on there; asking somebody a second time enrolls nobody twice.
 */
export async function backfillAll(deps: BackfillDeps, go: boolean): Promise<BackfillResult> {
  const earlier = go ? await deps.checkpoint.load() : undefined;
  const counts = earlier?.counts ?? emptyCounts();
  let chunk: CustomerGroup[] = [];
  const flush = async (): Promise<void> => {
    const last = chunk.at(-1)?.last;
    if (last === undefined) return;
    const results = await Promise.all(chunk.map((group) => ask(deps, group)));
    for (const result of results) add(counts, result, deps.now());
    chunk = [];
    if (go) await deps.checkpoint.save({ after: last, counts });
    deps.onProgress?.(counts);
    // What was enrolled is paid for behind it; the others cost a read.
    await deps.pace(go ? results.filter(({ answer }) => "enrolled" in answer).length : 0);
  };
  try {
    for await (const group of byCustomer(deps.events.scan(earlier?.after))) {
      if (chunk.push(group) === AT_ONCE) await flush();
    }
    await flush();
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return { ...counts, isInterrupted: true };
  }
  if (go) await deps.checkpoint.clear();
  return { ...counts, isInterrupted: false };
}

interface Asked {
  answer: Backfilled;
  unreadable: number;
}

async function ask({ backfillOne, declared, now }: BackfillDeps, { customer, events }: CustomerGroup): Promise<Asked> {
  const read = events.flatMap((event) => readStored(event, now(), declared) ?? []);
  const unreadable = events.length - read.length;
  if (read.length === 0) return { answer: { why: "no event that can be read" }, unreadable };
  return { answer: await backfillOne(customer, read), unreadable };
}

/** As `enroll` reads it: what it would have set aside does not count here either. */
function readStored({ attributes }: StoredEvent, now: number, declared?: DeclaredEvents): ShopEvent | undefined {
  try {
    const admitted = admit(itemOfAttributes(attributes), "event", now, declared);
    return "event" in admitted ? admitted.event : undefined;
  } catch (error) {
    // Something that is not JSON, such as a set.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function emptyCounts(): BackfillCounts {
  return { customers: 0, enrolled: 0, heldOut: 0, passed: {}, beginsInWeek: {}, beginNow: 0, unreadable: 0 };
}

function add(counts: BackfillCounts, { answer, unreadable }: Asked, now: number): void {
  counts.customers++;
  counts.unreadable += unreadable;
  if ("why" in answer) counts.passed[answer.why] = (counts.passed[answer.why] ?? 0) + 1;
  else if (answer.holdout) counts.heldOut++;
  else {
    counts.enrolled++;
    if (answer.begins <= now) counts.beginNow++;
    const week = mondayOf(Math.max(answer.begins, now));
    counts.beginsInWeek[week] = (counts.beginsInWeek[week] ?? 0) + 1;
  }
}

const DAY = 86_400_000;

/** The first of January 1970 was a Thursday. */
function mondayOf(at: number): string {
  const day = Math.floor(at / DAY);
  return new Date((day - ((day + 3) % 7)) * DAY).toISOString().slice(0, 10);
}

import type { Doing, StepRequest } from "../../compiler/compiled.ts";
import {
  ConditionFailed,
  type Item,
  type Key,
  TransactionRefused,
  type Update,
  type Value,
} from "../../store/table.ts";
import type { Called, CallRecord } from "../advocacy/records.ts";
import { Contended } from "../contended.ts";
import { expiry } from "../keep.ts";
import { keys } from "../keys.ts";
import { Unreachable, Untold } from "../outside.ts";
import type { ActDeps } from "../ports.ts";
import { toItem } from "../records.ts";

/**
 * The machine tries again after seconds, then minutes, at last every hour: these take some two hours, at most five. It has four
 * tries more than these, for troubles of our own: a journey must not fail because a system of the shop is out.
 */
export const MOST_TRIES = 12;

const MOST_CONFLICTS = 20;

/** Asks to be tried again: the machine does. */
class NotAnswered extends Error {
  override name = "NotAnswered";
}

/** Names a call for whoever is told: the same for every try. */
export function callId({ enrollment, step }: Pick<CallRecord, "enrollment" | "step">): string {
  return `${enrollment}_${step}`;
}

/** How to make a call: what is said is asked for once, and every try says it. `call` answers HTTP's status. */
export interface Calling {
  about: Pick<CallRecord, "kind" | "to">;
  body(): Record<string, unknown> | Promise<Record<string, unknown>>;
  call(body: Record<string, unknown>, record: CallRecord): Promise<number>;
}

/**
 * Makes a call for a step, and keeps what became of it. A call that was answered is not made again; two tries at a time may make
 * it twice, under one id. The journey goes on when it was answered, whatever the answer, and when it was tried too often; until
 * then this throws, to be tried again.
 *
 * 1. The try is noted, with what it says.
 * 2. The call is made.
 * 3. What became of it is noted, unless another try was answered meanwhile.
 */
export async function calling(
  deps: ActDeps,
  request: StepRequest<Doing>,
  { about, body, call }: Calling,
): Promise<Called> {
  const { customer, campaign, enrollment, step } = request;
  const key = keys.call(customer, enrollment, step);
  const started = { ...about, campaign, enrollment, step, state: "trying", tries: 1 } as const;
  const journey = keys.enrollment(customer, campaign);
  const first = async () => {
    const at = deps.now();
    return { ...started, at, body: await body(), ...expiry(deps.shop, "messages", at) };
  };
  const record = await noteTry(deps, key, journey, first);
  if (record.state !== "trying") return record.state;
  const answer = await answerOf(() => call(record.body ?? {}, record));
  const state = stateAfter(answer, record.tries);
  const { status, told, why } = answer;
  if (state !== "done") {
    const facts = { campaign, step, enrollment, state, tries: record.tries, status, why };
    deps.log("warn", `a ${about.kind} was not taken`, facts);
  }
  const settled = await noteAnswer(deps, key, record, { state, status, told });
  if (settled !== undefined) return settled;
  throw new NotAnswered(`${about.kind} of step ${step}: ${status ?? why ?? "no answer"}`);
}

async function noteTry(deps: ActDeps, key: Key, journey: Key, first: () => Promise<CallRecord>): Promise<CallRecord> {
  const known = (await deps.table.get(key)) as unknown as CallRecord | undefined;
  try {
    if (known === undefined) {
      const record = await first();
      return (await noteFirst(deps, key, journey, record)) ? record : noteTry(deps, key, journey, first);
    }
    if (known.state !== "trying") return known;
    const set = { at: deps.now() };
    return asRecord(
      await deps.table.write({ update: key, set, add: { tries: 1 }, if: { equals: { state: "trying" } } }),
    );
  } catch (error) {
    // Another try came in between. Nothing there: the customer was just erased, and what looks again finds no journey.
    if (!(error instanceof ConditionFailed) || error.existing === undefined) throw error;
    return noteTry(deps, key, journey, first);
  }
}

/**
 * Notes the first try, with the journey in one transaction: of somebody who was just erased, or whose journey just ended, nothing
 * is told, and nothing is kept. False: another try was first.
 */
async function noteFirst({ table }: ActDeps, key: Key, journey: Key, record: CallRecord): Promise<boolean> {
  const { enrollment: id } = record;
  for (let tries = 0; tries < MOST_CONFLICTS; tries++) {
    try {
      await table.transact([
        { put: toItem(key, record), if: { absent: true } },
        { check: journey, if: { equals: { id, status: "running" } } },
      ]);
      return true;
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
      if (error.refused.includes(1)) throw new Contended(`the journey of step ${record.step} ended in this moment`);
      if (error.refused.includes(0)) return false;
      // Another write was in the way.
    }
  }
  throw new Contended(`another write was in the way ${MOST_CONFLICTS} times in a row; the call will be made later`);
}

interface Answer {
  status?: number;
  forGood?: boolean;
  told?: readonly string[];
  why?: string;
}

/** Answers how it stands; undefined: it is to be tried again. */
async function noteAnswer(
  { table }: ActDeps,
  key: Key,
  { enrollment }: CallRecord,
  { state, status, told }: { state: CallRecord["state"]; status: number | undefined; told: Answer["told"] },
): Promise<Called | undefined> {
  const set: Record<string, Value> = { state, ...(status === undefined ? {} : { status }) };
  const update: Update = { update: key, set };
  if (state === "trying") Object.assign(set, told === undefined ? {} : { told: [...told] });
  else update.remove = ["body", "told"];
  try {
    // That it was taken is so whatever another try says. A record that is gone stays gone: the customer was erased.
    await table.write({ ...update, if: { equals: state === "done" ? { enrollment } : { state: "trying" } } });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return error.existing === undefined ? "given up" : settledState(asRecord(error.existing));
  }
  return settledState({ state });
}

function settledState({ state }: Pick<CallRecord, "state">): Called | undefined {
  return state === "trying" ? undefined : state;
}

function asRecord(item: Item | undefined): CallRecord {
  return item as unknown as CallRecord;
}

/** Timeouts, too early, too many requests: another time they may be answered otherwise. */
const LATER = [408, 425, 429];

function stateAfter({ status = 0, forGood = false }: Answer, tries: number): CallRecord["state"] {
  if (status >= 200 && status < 300) return "done";
  if (forGood || (status >= 300 && status < 500 && !LATER.includes(status))) return "refused";
  return tries >= MOST_TRIES ? "given up" : "trying";
}

async function answerOf(call: () => Promise<number>): Promise<Answer> {
  try {
    return { status: await call() };
  } catch (error) {
    if (error instanceof Unreachable) return { forGood: error.forGood, why: error.message };
    if (error instanceof Untold) return { forGood: error.forGood, why: error.message, told: error.told };
    throw error;
  }
}

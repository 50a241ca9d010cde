import { FUNCTIONS, type FunctionName } from "../../../lib/infra/functions/settings.ts";
import type { Engine } from "../engines/ministack.ts";
import type { Call } from "../support/calls.ts";
import { consumption } from "../support/consumption.ts";
import { functionLogs } from "../support/function-logs.ts";

/** What is paid for besides SES. */
export interface Usage {
  transitions: number;
  schedules: number;
  /** Requests to the send queue. */
  queueRequests: number;
  writeUnits: number;
  readUnits: number;
  /** Calls by function. */
  invocations: Record<string, number>;
}

/** Dollars; list prices of us-east-1 on 2026-10-30, as in lib/simulate/prices.ts. */
const PRICE = {
  transition: 25e-6,
  schedule: 1e-6,
  queueRequest: 0.4e-6,
  write: 0.625e-6,
  read: 0.125e-6,
  call: 0.2e-6,
};
const GIGABYTE_SECOND = 0.000_013_333_4;
/**
 * Milliseconds of a call, supposed: the engine's clock says nothing of AWS's. Some 5 for each request to DynamoDB, 50 for one
 * to Step Functions or the Scheduler, 100 for SES.
 */
const SUPPOSED_MS: Record<string, number> = { enroll: 80, begin: 60, send: 150, engage: 15, finish: 15 };

/** Dollars by what they are for. */
export function dollarsOf({ invocations, ...usage }: Usage): Record<string, number> {
  const calls = Object.values(invocations).reduce((sum, n) => sum + n, 0);
  const gigabyteSeconds = Object.entries(invocations).map(([name, n]) => {
    const { memory } = FUNCTIONS[name as FunctionName];
    return (n * (memory / 1024) * (SUPPOSED_MS[name] ?? 50)) / 1000;
  });
  return {
    transitions: usage.transitions * PRICE.transition,
    schedules: usage.schedules * PRICE.schedule,
    queueRequests: usage.queueRequests * PRICE.queueRequest,
    writeUnits: usage.writeUnits * PRICE.write,
    readUnits: usage.readUnits * PRICE.read,
    calls: calls * PRICE.call,
    compute: gigabyteSeconds.reduce((sum, n) => sum + n, 0) * GIGABYTE_SECOND,
  };
}

/** What a container reads when it is new or once a minute, for all messages of that minute. */
const SHARED = /"S":"(template#|catalog)/;
/** Figures are counted in batches of changes of many people. */
const FIGURES = /"S":"(figures#|tally")/;

const textOf = ({ asked }: Call): string => JSON.stringify(asked) ?? "";

export function figureCalls(calls: readonly Call[]): Call[] {
  return calls.filter((call) => FIGURES.test(textOf(call)));
}

/** Calls for one person: without those that many people share. */
export function ownCalls(calls: readonly Call[]): Call[] {
  return calls.filter(
    (call) => call.service !== "secretsmanager" && !SHARED.test(textOf(call)) && !FIGURES.test(textOf(call)),
  );
}

/** Units of reads and writes; a write that was refused for its condition takes one as well. */
export function unitsOf(calls: readonly Call[]): { readUnits: number; writeUnits: number } {
  const { readUnits, writeUnits } = consumption(calls);
  const refused = calls.filter(({ service, status }) => service === "DynamoDB" && status >= 400);
  return { readUnits, writeUnits: writeUnits + refused.length };
}

/** Invocations so far, by the function's name: Lambda writes a START line for each. */
export async function invocationsOf(engine: Engine): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [group, lines] of Object.entries(await functionLogs(engine))) {
    const name = /Functions([A-Z][a-z]+)/.exec(group)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    const starts = lines.filter((line) => line.startsWith("START RequestId"));
    counts[name] = (counts[name] ?? 0) + starts.length;
  }
  return counts;
}

/** What has been invoked since. */
export function since(before: Record<string, number>, now: Record<string, number>): Record<string, number> {
  const more = Object.entries(now).map(([name, n]) => [name, n - (before[name] ?? 0)] as const);
  return Object.fromEntries(more.filter(([, n]) => n > 0).sort());
}

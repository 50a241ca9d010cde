import { FUNCTIONS, type FunctionName } from "../../../lib/infra/functions/settings.ts";
import { PRICES } from "../../../lib/simulate/prices.ts";
import type { Engine } from "../engines/ministack.ts";
import type { Call } from "../support/calls.ts";
import { consumption } from "../support/consumption.ts";
import { functionLogs } from "../support/function-logs.ts";

/** What is paid for besides SES. */
export interface Usage {
  transitions: number;
  schedules: number;
  /** Requests to the send queue, and to the one in which clicks settle. */
  queueRequests: number;
  writeUnits: number;
  readUnits: number;
  /** Calls by function. */
  invocations: Record<string, number>;
  /** What functions write to their logs. */
  logBytes: number;
  /** Changes that `tally` adds up, a hundred or so at a time. */
  changes: number;
}

/**
 * Milliseconds of a call, supposed: the engine's clock says nothing of AWS's. Some 5 for each request to DynamoDB, 50 for one
 * to Step Functions or the Scheduler, 100 for SES.
 */
const SUPPOSED_MS: Record<string, number> = { enroll: 80, begin: 60, send: 150, engage: 15, finish: 15 };

/**
 * One call of `tally`: it reads where its shard was, and writes a campaign's figures and that place, in a transaction. That
 * many changes come to a shard in its five seconds while some ten messages a second go out.
 */
const TALLY = {
  changes: 100,
  dollars: PRICES.read + 4 * PRICES.write + PRICES.invocation + 0.5 * 0.05 * PRICES.compute,
};

/** A gigabyte taken in by CloudWatch Logs: https://aws.amazon.com/cloudwatch/pricing/ */
const LOGS = 0.5;

/** Dollars by what they are for. */
export function dollarsOf(usage: Usage): Record<string, number> {
  const { invocations } = usage;
  const calls = Object.values(invocations).reduce((sum, n) => sum + n, 0);
  const gigabyteSeconds = Object.entries(invocations).map(([name, n]) => {
    const { memory } = FUNCTIONS[name as FunctionName];
    return (n * (memory / 1024) * (SUPPOSED_MS[name] ?? 50)) / 1000;
  });
  return {
    transitions: usage.transitions * PRICES.transition,
    schedules: usage.schedules * PRICES.schedule,
    queueRequests: usage.queueRequests * PRICES.queueRequest,
    writeUnits: usage.writeUnits * PRICES.write,
    readUnits: usage.readUnits * PRICES.read,
    calls: calls * PRICES.invocation,
    compute: gigabyteSeconds.reduce((sum, n) => sum + n, 0) * PRICES.compute,
    logBytes: (usage.logBytes / 1e9) * LOGS,
    figures: (usage.changes / TALLY.changes) * TALLY.dollars,
  };
}

/** What a container reads when it is new or once a minute, for all messages of that minute. */
const SHARED = /"S":"(template#|catalog)/;
/** Figures are counted in batches of changes of many people. */
const FIGURES = /"S":"(figures#|tally")/;

const textOf = ({ asked }: Call): string => JSON.stringify(asked) ?? "";

/** Calls for one person: without those that many people share. */
export function ownCalls(calls: readonly Call[]): Call[] {
  return calls.filter(
    (call) => call.service !== "secretsmanager" && !SHARED.test(textOf(call)) && !FIGURES.test(textOf(call)),
  );
}

/** A write that was refused for its condition takes a unit as well. */
export function writeUnitsOf(calls: readonly Call[]): number {
  const refused = calls.filter(({ service, status }) => service === "DynamoDB" && status >= 400);
  return consumption(calls).writeUnits + refused.length;
}

interface Read {
  readonly ConsistentRead?: boolean;
  readonly Keys?: readonly unknown[];
}

/**
 * One for each item that is read consistently, also for one that is not there, and a half otherwise: items are under 4 KB. The
 * engine reckons less when several are read at once.
 */
export function readUnitsOf(calls: readonly Call[]): number {
  const each = ({ ConsistentRead }: Read): number => (ConsistentRead === true ? 1 : 0.5);
  const units = calls.map(({ action, asked }) => {
    if (action === "GetItem" || action === "Query") return each(asked as Read);
    if (action !== "BatchGetItem") return 0;
    const { RequestItems } = asked as { RequestItems: Record<string, Read> };
    return Object.values(RequestItems).reduce((sum, read) => sum + each(read) * (read.Keys?.length ?? 0), 0);
  });
  return units.reduce((sum, n) => sum + n, 0);
}

interface Write {
  readonly Key?: { readonly sk: { readonly S: string } };
  readonly Item?: { readonly sk: { readonly S: string } };
  readonly TransactItems?: readonly { readonly Put?: Write; readonly Update?: Write }[];
}

/** Changes of items that the State table's stream hands to `tally`. */
export function changesOf(calls: readonly Call[]): number {
  const done = calls.filter(
    ({ action, status }) => /^(PutItem|UpdateItem|TransactWriteItems)$/.test(action) && status < 300,
  );
  const writes = done.flatMap(({ asked }) => {
    const { TransactItems, ...one } = asked as Write;
    return TransactItems?.flatMap(({ Put, Update }) => Put ?? Update ?? []) ?? one;
  });
  return writes.filter(({ Key, Item }) => /^(@in#|past#|send#|coupon#|call#)/.test((Item ?? Key)?.sk.S ?? "")).length;
}

/** What functions have logged so far, by the function's name. */
export async function logsOf(engine: Engine): Promise<Map<string, string[]>> {
  const logs = Object.entries(await functionLogs(engine)).flatMap(([group, lines]): [string, string[]][] => {
    const name = /Functions([A-Z][a-z]+)/.exec(group)?.[1]?.toLowerCase();
    return name === undefined || name === "tally" ? [] : [[name, lines]];
  });
  return new Map(logs);
}

/** How often each function was called, and what it logged, since then. Lambda writes a START line for each call. */
export function since(
  before: ReadonlyMap<string, string[]>,
  now: ReadonlyMap<string, string[]>,
): Pick<Usage, "invocations" | "logBytes"> {
  const fresh = [...now].map(([name, lines]) => [name, lines.slice(before.get(name)?.length ?? 0)] as const);
  const starts = fresh.map(
    ([name, lines]) => [name, lines.filter((line) => line.startsWith("START ")).length] as const,
  );
  return {
    invocations: Object.fromEntries(starts.filter(([, n]) => n > 0).sort()),
    logBytes: fresh
      .flatMap(([, lines]) => lines)
      .filter((line) => !LAMBDAS_OWN.test(line))
      .reduce((sum, line) => sum + Buffer.byteLength(line) + LOG_EVENT, 0),
  };
}

/** The stack keeps these from being logged; the engine logs them all the same. */
const LAMBDAS_OWN = /^(START|END|REPORT) RequestId: /;

/** Bytes that CloudWatch counts besides each event's text. */
const LOG_EVENT = 26;

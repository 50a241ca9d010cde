import type { Call } from "./calls.ts";

/** What calls come to: how many of each kind, and the DynamoDB units they took. */
export interface Consumption {
  /** e.g. {"DynamoDB.PutItem": 3, "States.StartExecution": 1} */
  readonly calls: Record<string, number>;
  /** Units as the engine reckons them; its reads of single items count 4 KB whatever their size. */
  readonly readUnits: number;
  readonly writeUnits: number;
}

interface Capacity {
  readonly CapacityUnits?: number;
}

const READS = /^(GetItem|BatchGetItem|Query|Scan|TransactGetItems)$/;

export function consumption(calls: readonly Call[]): Consumption {
  const counts: Record<string, number> = {};
  let readUnits = 0;
  let writeUnits = 0;
  for (const { service, action, answered } of calls) {
    const name = `${service}.${action}`;
    counts[name] = (counts[name] ?? 0) + 1;
    if (service !== "DynamoDB") continue;
    if (READS.test(action)) readUnits += units(answered);
    else writeUnits += units(answered);
  }
  return { calls: counts, readUnits, writeUnits };
}

function units(answered: unknown): number {
  const { ConsumedCapacity } = (answered ?? {}) as { ConsumedCapacity?: Capacity | Capacity[] };
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

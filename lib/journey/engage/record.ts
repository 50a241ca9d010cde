import { ConditionFailed, type Item, type Update } from "../../store/table.ts";
import { keys } from "../keys.ts";
import type { Core, SendId } from "../ports.ts";
import type { Send } from "../records.ts";

/** A message's entry in the ledger. */
export type Entry = Item & Send;

/** The ledger entry with these facts on it. Undefined: there is no such message, so nothing follows from it. */
export async function record(
  deps: Core,
  message: SendId,
  facts: readonly string[],
  at: number,
): Promise<Entry | undefined> {
  return write(deps, message, { setOnce: Object.fromEntries(facts.map((fact) => [fact, at])) });
}

/** The entry after these changes. Undefined: there is no such message. */
export async function write(
  deps: Core,
  message: SendId,
  changes: Pick<Update, "set" | "setOnce">,
): Promise<Entry | undefined> {
  return (await writeIf(deps, message, changes, {})).entry;
}

/** Makes the changes if these attributes are below these numbers, or not there. `refused`: the entry, on which one is not. */
export async function writeIf(
  deps: Core,
  message: SendId,
  changes: Pick<Update, "set" | "setOnce">,
  below: Record<string, number>,
): Promise<{ entry?: Entry | undefined; refused?: Entry }> {
  const { customer, enrollment, step } = message;
  const limits = Object.keys(below).length === 0 ? {} : { below };
  try {
    const update = keys.send(customer, enrollment, step);
    const entry = await deps.table.write({ update, ...changes, if: { equals: { enrollment }, ...limits } });
    return { entry: entry as Entry | undefined };
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    if (error.existing?.enrollment === enrollment) return { refused: error.existing as Entry };
    noMessage(deps, message);
    return {};
  }
}

/** The entry as it is. Undefined: there is no such message. */
export async function read(deps: Core, message: SendId): Promise<Entry | undefined> {
  const { customer, enrollment, step } = message;
  const entry = (await deps.table.get(keys.send(customer, enrollment, step))) as Entry | undefined;
  if (entry === undefined) noMessage(deps, message);
  return entry;
}

function noMessage({ log }: Core, { enrollment, step }: SendId): void {
  log("warn", "engagement without a message", { enrollment, step });
}

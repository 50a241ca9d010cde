import { ConditionFailed, type Table, type Write } from "../store/table.ts";

/** Writes if the write's own condition holds. False: it did not, and nothing was written. */
export async function written(table: Pick<Table, "write">, write: Write): Promise<boolean> {
  try {
    await table.write(write);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

import type { DatabaseSync } from "node:sqlite";

/** Runs synchronous work in one transaction. What it answers false to, or throws in, leaves no trace. */
export type Transaction = (work: () => boolean) => boolean;

export function createTransaction(database: DatabaseSync): Transaction {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const rollback = database.prepare("ROLLBACK");
  return (work) => {
    begin.run();
    let done = false;
    try {
      done = work();
      if (done) commit.run();
      return done;
    } catch (error) {
      done = false;
      throw error;
    } finally {
      if (!done && database.isTransaction) rollback.run();
    }
  };
}

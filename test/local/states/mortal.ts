import type { DatabaseSync, StatementSync } from "node:sqlite";

/** What a killed process throws from every statement. */
export class Killed extends Error {
  override name = "Killed";
}

/** A view of a database whose process dies before its n-th writing statement, counted from 1, and stays dead. */
export function mortal(database: DatabaseSync, n: number) {
  let writes = 0;
  const alive = () => {
    if (writes >= n) throw new Killed();
  };
  const prepare = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    return {
      run: (...values: Parameters<StatementSync["run"]>) => {
        writes += 1;
        alive();
        return statement.run(...values);
      },
      get: (...values: Parameters<StatementSync["get"]>) => {
        alive();
        return statement.get(...values);
      },
      all: (...values: Parameters<StatementSync["all"]>) => {
        alive();
        return statement.all(...values);
      },
      setReturnArrays: (enabled: boolean) => statement.setReturnArrays(enabled),
      iterate: (...values: Parameters<StatementSync["iterate"]>) => statement.iterate(...values),
    } as StatementSync;
  };
  const view = {
    prepare,
    exec: (sql: string) => database.exec(sql),
    get isTransaction() {
      return database.isTransaction;
    },
  };
  return {
    view: view as DatabaseSync,
    writes: () => writes,
    /** What SQLite does for a dead process when the file is opened again. */
    bury() {
      if (database.isTransaction) database.exec("ROLLBACK");
    },
  };
}

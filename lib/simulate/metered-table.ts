import type { Table } from "../store/table.ts";
import type { Usage } from "./prices.ts";

/** A table that counts the request units DynamoDB would bill, items being under 1 KB when written and 4 KB when read. */
export function meteredTable(table: Table, usage: Pick<Usage, "reads" | "writes">): Table {
  return {
    get(key) {
      usage.reads += 1;
      return table.get(key);
    },
    getMany(keys) {
      usage.reads += keys.length;
      return table.getMany(keys);
    },
    query(pk, options) {
      // A query is billed by what it reads together: everything live about one customer is under 4 KB.
      usage.reads += 1;
      return table.query(pk, options);
    },
    write(action) {
      usage.writes += 1;
      return table.write(action);
    },
    transact(actions) {
      usage.writes += 2 * actions.length;
      return table.transact(actions);
    },
  };
}

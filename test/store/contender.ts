import { openDatabase } from "../../lib/store/database.ts";
import { openSqliteTable } from "../../lib/store/sqlite.ts";

/**
 * Another process on the same file: `node contender.ts <file> <pk> <turns>`. In each turn it adds 1 to a counter and, in a
 * transaction, 1 to two others; then it prints the turn's number.
 */
const [path = "", pk = "", turns = "0"] = process.argv.slice(2);
const table = openSqliteTable(openDatabase(path));
for (let turn = 1; turn <= Number(turns); turn++) {
  await table.write({ update: { pk, sk: "shared" }, add: { n: 1 } });
  await table.transact([
    { update: { pk, sk: "left" }, add: { n: 1 } },
    { update: { pk, sk: "right" }, add: { n: 1 } },
  ]);
  process.stdout.write(`${turn}\n`);
}

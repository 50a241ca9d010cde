import type { DatabaseSync } from "node:sqlite";
import type { SqliteTable } from "../../store/sqlite.ts";
import type { Clock } from "../clock.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What DynamoDB does by itself: items go some time after they have expired. Here at once, and from then on once a day. */
export function keepSwept(
  { database, table }: { database: DatabaseSync; table: Pick<SqliteTable, "sweep"> },
  clock: Clock,
): { sweep(): void; stop(): void } {
  let last = clock.now();
  function sweep(): void {
    last = clock.now();
    // What expires is overwritten in the file; all the time, that would make every write dearer.
    database.exec("PRAGMA secure_delete = ON");
    table.sweep(Math.floor(last / 1000));
    database.exec("PRAGMA secure_delete = OFF");
  }
  sweep();
  // An hour apart, because the machine may have slept through the moment.
  const timer = setInterval(() => {
    if (clock.now() - last >= DAY) sweep();
  }, HOUR);
  timer.unref();
  return { sweep, stop: () => clearInterval(timer) };
}

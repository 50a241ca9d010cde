import type { DatabaseSync } from "node:sqlite";
import type { ScheduleRows } from "../store.ts";

export function createScheduleRows(database: DatabaseSync): ScheduleRows {
  const upsert = database.prepare(
    "INSERT OR REPLACE INTO states_schedules (name, at, what, due, tries) VALUES (?, ?, ?, ?, 0)",
  );
  const select = database.prepare("SELECT what, tries FROM states_schedules WHERE name = ?");
  const again = database.prepare("UPDATE states_schedules SET due = ?, tries = ? WHERE name = ?");
  const remove = database.prepare("DELETE FROM states_schedules WHERE name = ?");
  const waiting = database.prepare("SELECT name, due FROM states_schedules ORDER BY due, name");
  return {
    set: (name, at, what) => void upsert.run(name, at, JSON.stringify(what), at),
    load(name) {
      const row = select.get(name);
      return row && { what: JSON.parse(String(row.what)), tries: Number(row.tries) };
    },
    again: (name, due, tries) => void again.run(due, tries, name),
    remove: (name) => void remove.run(name),
    waiting: () => waiting.all() as unknown as { name: string; due: number }[],
  };
}

import type { DatabaseSync } from "node:sqlite";
import type { MachineRows } from "../store.ts";

export function createMachineRows(database: DatabaseSync): MachineRows {
  const insert = database.prepare("INSERT INTO states_machines (campaign, version, definition) VALUES (?, ?, ?)");
  const byVersion = database.prepare("SELECT id, definition FROM states_machines WHERE campaign = ? AND version = ?");
  const byId = database.prepare("SELECT campaign, version, definition FROM states_machines WHERE id = ?");
  const open = database.prepare("SELECT DISTINCT machine FROM states_executions WHERE status = 'RUNNING'");
  return {
    insert: (campaign, version, definition) => Number(insert.run(campaign, version, definition).lastInsertRowid),
    byVersion: (campaign, version) => byVersion.get(campaign, version) as ReturnType<MachineRows["byVersion"]>,
    byId: (id) => byId.get(id) as ReturnType<MachineRows["byId"]>,
    open: () => open.all().map(({ machine }) => Number(machine)),
  };
}

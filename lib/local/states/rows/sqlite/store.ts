import type { DatabaseSync } from "node:sqlite";
import { openAtomic } from "../../../../store/database.ts";
import type { EngineStore } from "../store.ts";
import { createDeadLetterRows } from "./dead-letters.ts";
import { createEndRows } from "./ends.ts";
import { createExecutionRows } from "./executions.ts";
import { createListing } from "./listing.ts";
import { createMachineRows } from "./machines.ts";
import { createMessageRows } from "./messages.ts";
import { createScheduleRows } from "./schedules.ts";
import { createTables } from "./schema.ts";

/**
 * Keeps the engine's state in an open database, which other tables may share: what is written in one transaction with it is
 * kept or lost with it. A killed process finds everything there again.
 */
export function sqliteStore(database: DatabaseSync): EngineStore {
  createTables(database);
  return {
    atomic: openAtomic(database),
    machines: createMachineRows(database),
    executions: (machineOf) => createExecutionRows(database, machineOf),
    ends: createEndRows(database),
    messages: createMessageRows(database),
    schedules: createScheduleRows(database),
    deadLetters: createDeadLetterRows(database),
    listing: createListing(database),
  };
}

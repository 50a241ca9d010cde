import type { DatabaseSync } from "node:sqlite";

/** A state that a journey entered. `at`: epoch milliseconds. */
export interface Visit {
  state: string;
  at: number;
}

/** Which way each journey went. The engine itself remembers only where it is. */
export interface Trail {
  /** Called in the transaction that enters the state. */
  add(enrollment: string, visit: Visit): void;
  /** In the order they were entered; a state that was tried again is told once. */
  of(enrollment: string): Visit[];
}

export function createTrail(database: DatabaseSync): Trail {
  database.exec(`
    CREATE TABLE IF NOT EXISTS local_trail (
      id INTEGER PRIMARY KEY, enrollment TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS local_trail_enrollment ON local_trail (enrollment, id);
  `);
  const insert = database.prepare("INSERT INTO local_trail (enrollment, at, state) VALUES (?, ?, ?)");
  const select = database.prepare("SELECT state, at FROM local_trail WHERE enrollment = ? ORDER BY id");
  return {
    add: (enrollment, { state, at }) => void insert.run(enrollment, at, state),
    of(enrollment) {
      const visits = select.all(enrollment) as unknown as Visit[];
      return visits.filter(({ state }, index) => state !== visits[index - 1]?.state);
    },
  };
}

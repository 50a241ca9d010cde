import type { DatabaseSync } from "node:sqlite";
import type { Count } from "../journey/tally.ts";

/** Sums of what was counted, kept in the same database as what they count. */
export interface Figures {
  add(counts: readonly Count[]): void;
  /** A state was entered: what Step Functions bills. */
  enter(campaign: string, state: string): void;
  of(campaign: string): Count[];
  /** State -> how often it was entered. */
  entered(campaign: string): Map<string, number>;
}

const UPSERT = "ON CONFLICT DO UPDATE SET n = n + excluded.n";

/** Called inside the transaction of the change, so that a killed process neither loses a count nor counts twice. */
export function createFigures(database: DatabaseSync): Figures {
  database.exec(`
    CREATE TABLE IF NOT EXISTS figures (
      campaign TEXT, step TEXT, what TEXT, n REAL NOT NULL, PRIMARY KEY (campaign, step, what)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS figures_entered (
      campaign TEXT, state TEXT, n INTEGER NOT NULL, PRIMARY KEY (campaign, state)
    ) WITHOUT ROWID;
  `);
  const add = database.prepare(`INSERT INTO figures (campaign, step, what, n) VALUES (?, ?, ?, ?) ${UPSERT}`);
  const enter = database.prepare(`INSERT INTO figures_entered (campaign, state, n) VALUES (?, ?, 1) ${UPSERT}`);
  const select = database.prepare("SELECT step, what, n FROM figures WHERE campaign = ? ORDER BY step, what");
  const selectEntered = database.prepare("SELECT state, n FROM figures_entered WHERE campaign = ?");
  return {
    add(counts) {
      for (const { campaign, step, what, n } of counts) add.run(campaign, step ?? "", what, n);
    },
    enter: (campaign, state) => void enter.run(campaign, state),
    of: (campaign) =>
      select.all(campaign).map((row) => {
        const { step, what, n } = row as unknown as { step: string; what: Count["what"]; n: number };
        return { campaign, what, n, ...(step === "" ? {} : { step }) };
      }),
    entered: (campaign) =>
      new Map(selectEntered.all(campaign).map((row) => [String(row.state), Number(row.n)] as const)),
  };
}

import type { DatabaseSync } from "node:sqlite";
import type { Caller, Team } from "../../../journey/outside.ts";
import type { Log } from "../../../journey/ports.ts";
import type { Activity } from "./activity.ts";

/** What a journey would have told somebody outside. */
export interface Told {
  /** The call's name: of its enrollment and step. */
  id: string;
  kind: "webhook" | "alert";
  /** The webhook's name; of an alert, its words. */
  to: string;
  /** What would have been sent. */
  body: Record<string, unknown>;
}

/** Nothing leaves this machine: what journeys tell others is taken, and shown. */
export interface Outgoing {
  caller: Caller;
  team: Team;
  get(id: string): Told | undefined;
}

interface Parts {
  database: DatabaseSync;
  now(): number;
  log: Log;
  activity: Activity;
}

export function createOutgoing({ database, now, log, activity }: Parts): Outgoing {
  database.exec(`
    CREATE TABLE IF NOT EXISTS local_calls (
      id TEXT PRIMARY KEY, customer TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, "to" TEXT NOT NULL, body TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS local_calls_customer ON local_calls (customer);
  `);
  const insert = database.prepare(
    'INSERT INTO local_calls (id, customer, at, kind, "to", body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const select = database.prepare('SELECT id, kind, "to", body FROM local_calls WHERE id = ?');

  function take(told: Told, { customer, campaign }: { customer: string; campaign: string }): void {
    const { id, kind, to, body } = told;
    const at = now();
    // A try that was cut off before it was noted comes again.
    if (insert.run(id, customer, at, kind, to, JSON.stringify(body)).changes === 0) return;
    activity.add(`${kind} ${id}`, { what: kind, at, customer, detail: id });
    const words = kind === "webhook" ? "a webhook would be called" : "the team would be told";
    log("info", words, { campaign, [kind]: to });
  }

  return {
    caller: {
      async post({ id, body }) {
        const { webhook, customerId, campaign } = body.data as {
          webhook: string;
          customerId: string;
          campaign: string;
        };
        take({ id, kind: "webhook", to: webhook, body }, { customer: customerId, campaign });
        return 200;
      },
    },
    team: {
      async tell({ id, text, facts }) {
        const { customer = "", campaign = "" } = facts;
        take({ id, kind: "alert", to: text, body: { text, ...facts } }, { customer, campaign });
      },
    },
    get(id) {
      const row = select.get(id);
      return row === undefined ? undefined : ({ ...row, body: JSON.parse(String(row.body)) } as unknown as Told);
    },
  };
}

import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

/** What the local server must find again after a restart. */
export interface Settings {
  /** Signs the links in messages: made once, so that links in old messages stay good. */
  readonly linkSecret: string;
  /** The key of the hashes of addresses: made once, so that suppressions are found again. */
  readonly addressKey: string;
  /** How far the clock was moved forward, in milliseconds. */
  clockOffset: number;
}

export function openSettings(database: DatabaseSync): Settings {
  database.exec("CREATE TABLE IF NOT EXISTS local_settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
  const select = database.prepare("SELECT value FROM local_settings WHERE name = ?");
  const upsert = database.prepare("INSERT OR REPLACE INTO local_settings (name, value) VALUES (?, ?)");
  const get = (name: string): string | undefined => {
    const row = select.get(name);
    return row === undefined ? undefined : String(row.value);
  };
  const madeOnce = (name: string): string => {
    const known = get(name);
    if (known !== undefined) return known;
    const made = randomBytes(32).toString("base64url");
    upsert.run(name, made);
    return made;
  };
  return {
    linkSecret: madeOnce("link secret"),
    addressKey: madeOnce("address key"),
    get clockOffset() {
      return Number(get("clock offset") ?? 0);
    },
    set clockOffset(offset) {
      upsert.run("clock offset", String(offset));
    },
  };
}

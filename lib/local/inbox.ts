import type { DatabaseSync } from "node:sqlite";
import { composeMime } from "../email/mime/compose.ts";
import { type Mail, type Mailer, NotSent, type SendId, type Volume } from "../journey/ports.ts";

/** A message as the customer has it. */
export interface InboxMail extends Mail {
  id: number;
  /** Epoch milliseconds. */
  at: number;
}

/** Takes the place of SES and of the customers' mailboxes: messages stay here. */
export interface Inbox extends Mailer, Volume {
  /** The latest first; go on before the last one's id. */
  list(options?: { customer?: string; before?: number; limit?: number }): InboxMail[];
  get(id: number): InboxMail | undefined;
  count(): number;
}

/** `taken` is called in the transaction that takes a message in. */
export function createInbox(parts: {
  database: DatabaseSync;
  now(): number;
  transaction<Result>(work: () => Result): Result;
  taken(mail: InboxMail): void;
}): Inbox {
  const { database, transaction } = parts;
  database.exec(`
    CREATE TABLE IF NOT EXISTS inbox (
      id INTEGER PRIMARY KEY, customer TEXT NOT NULL, enrollment TEXT NOT NULL, step TEXT NOT NULL,
      at INTEGER NOT NULL, mail TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS inbox_send ON inbox (enrollment, step);
    CREATE INDEX IF NOT EXISTS inbox_customer ON inbox (customer, id);
  `);
  const insert = database.prepare("INSERT INTO inbox (customer, enrollment, step, at, mail) VALUES (?, ?, ?, ?, ?)");
  const one = database.prepare("SELECT id, at, mail FROM inbox WHERE id = ?");
  const bySend = database.prepare("SELECT 1 FROM inbox WHERE customer = ? AND enrollment = ? AND step = ?");
  const latest = database.prepare(
    `SELECT id, at, mail FROM inbox WHERE (?1 IS NULL OR customer = ?1) AND (?2 IS NULL OR id < ?2)
     ORDER BY id DESC LIMIT ?3`,
  );
  const since = database.prepare("SELECT count(*) AS n FROM inbox WHERE at >= ?");
  const total = database.prepare("SELECT count(*) AS n FROM inbox");
  return {
    async send(mail) {
      const { customer, enrollment, step } = mail.sendId;
      refuseFaulty(mail);
      const at = parts.now();
      return transaction(() => {
        const { lastInsertRowid } = insert.run(customer, enrollment, step, at, JSON.stringify(mail));
        parts.taken({ ...mail, id: Number(lastInsertRowid), at });
        return { messageId: `local-${lastInsertRowid}` };
      });
    },
    // Unlike SES, this mailbox can be looked into.
    async wasSent({ customer, enrollment, step }: SendId) {
      return bySend.get(customer, enrollment, step) === undefined ? "never" : "sent";
    },
    list: ({ customer, before, limit = 50 } = {}) =>
      latest.all(customer ?? null, before ?? null, limit).map((row) => fromRow(row as unknown as Row)),
    get(id) {
      const row = one.get(id) as unknown as Row | undefined;
      return row === undefined ? undefined : fromRow(row);
    },
    sentSince: async (at) => Number(since.get(at)?.n ?? 0),
    count: () => Number(total.get()?.n ?? 0),
  };
}

/** What could not be written as a message to SES is refused here as well. */
function refuseFaulty(mail: Mail): void {
  try {
    composeMime(mail);
  } catch (error) {
    throw new NotSent((error as Error).message, true);
  }
}

interface Row {
  id: number;
  at: number;
  mail: string;
}

function fromRow({ id, at, mail }: Row): InboxMail {
  return { ...(JSON.parse(mail) as Mail), id, at };
}

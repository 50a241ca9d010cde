import type { DatabaseSync } from "node:sqlite";
import { type Exported, exportCustomer } from "../../journey/export.ts";
import type { CustomerEvents } from "../../journey/forget.ts";
import { journeysOf } from "../../journey/journeys-of.ts";
import type { Mail, With } from "../../journey/ports.ts";
import { journeysInInbox, rowsOf, type Whose } from "./rows.ts";

/** What is exported on AWS, and what only this machine keeps. Times are ISO 8601. */
export interface ExportedHere extends Exported {
  /** Every message in the inbox, as it was sent, the oldest first. */
  messages: Message[];
  /** What the page of what happened last may show of them. */
  happened: { at: string; what: string; detail: string }[];
  /** What systems of the shop, and its team, would have been told of them. */
  told: { at: string; kind: string; to: string; body: unknown }[];
  /** Which states each of their journeys entered. */
  ways: { enrollment: string; state: string; at: string }[];
}

export type Message = { at: string } & Pick<Mail, "campaign" | "template" | "from" | "to" | "subject"> &
  Pick<Mail, "html" | "text" | "headers">;

/** Reads everything about a customer in the database of the local server. Undefined: nothing is there. Nothing is changed. */
export async function exportHere(
  { database, deps }: { database: DatabaseSync; deps: Pick<With<"addresses">, "table" | "addresses" | "now"> },
  customer: string,
): Promise<ExportedHere | undefined> {
  const known = (await journeysOf(deps.table, customer)).map(({ id }) => id);
  const whose = { customer, journeys: [...known, ...journeysInInbox(database, customer)] };
  const exported = await exportCustomer(deps, customer, waiting(database, whose));
  const messages = rowsOf(database, "inbox", whose).map(toMessage);
  const happened = rowsOf(database, "local_activity", whose)
    .sort((one, other) => Number(one.at) - Number(other.at))
    .map(({ at, what, detail }) => ({ at: iso(at), what: String(what), detail: String(detail) }));
  const ways = rowsOf(database, "local_trail", whose).map(({ enrollment, state, at }) => {
    return { enrollment: String(enrollment), state: String(state), at: iso(at) };
  });
  const told = rowsOf(database, "local_calls", whose).map(({ at, kind, to, body }) => {
    return { at: iso(at), kind: String(kind), to: String(to), body: JSON.parse(String(body)) as unknown };
  });
  const all = [exported.events, exported.records, messages, happened, told, ways];
  return all.every((part) => part.length === 0) ? undefined : { ...exported, messages, happened, told, ways };
}

/** Events that were not applied yet, or could not be. */
function waiting(database: DatabaseSync, whose: Whose): Pick<CustomerEvents, "of"> {
  return {
    async *of() {
      for (const table of ["intake_poison", "intake"] as const) {
        for (const { body } of rowsOf(database, table, whose)) {
          const { event } = JSON.parse(String(body)) as { event?: { eventId: string } };
          if (event !== undefined) yield event;
        }
      }
    },
  };
}

function toMessage({ at, mail }: Record<string, unknown>): Message {
  const { campaign, template, from, to, subject, html, text, headers } = JSON.parse(String(mail)) as Mail;
  return { at: iso(at), campaign, template, from, to, subject, html, text, headers };
}

function iso(at: unknown): string {
  return new Date(Number(at)).toISOString();
}

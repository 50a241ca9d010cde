import { hash } from "node:crypto";
import type { ProfileEvent } from "../campaign/events.ts";

/** A yes to marketing that was said from the customer's own mailbox. Times are epoch milliseconds. */
export interface MailboxYes {
  /** The hash of the mailbox's address. */
  address: string;
  /** The customer's last word before it. */
  saidAt: number | undefined;
  at: number;
  source: string;
  /** The words that it agreed to. */
  wording: string;
}

/**
 * The yes as an event for the shop's own door: what follows from a yes follows from this one, too. Said again before it is
 * applied, it is the same event; after another word it is a new one.
 */
export function yesEvent(kind: "confirm" | "again", customerId: string, yes: MailboxYes): ProfileEvent {
  const { address, saidAt, source, wording } = yes;
  const at = new Date(yes.at).toISOString();
  const digest = hash("sha256", `${address}\n${saidAt ?? "never asked"}`, "hex").slice(0, 16);
  const consent = { marketing: true, confirmed: true, at, source, wording } as const;
  return { type: "profile", eventId: `${kind}-${digest}`, customerId, at, customer: { consent } };
}

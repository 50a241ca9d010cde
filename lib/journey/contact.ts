/*
 * Records about how somebody may be reached, and whether they want to be. Times are epoch milliseconds.
 */

/** How the person may be reached. The only record besides the profile's attributes with personal data. */
export type Contact = {
  rev: number;
  email?: string;
  firstName?: string;
  lastName?: string;
  locale?: string;
  timeZone?: string;
  country?: string;
  /** The last word on marketing, with its evidence. Absent: never asked. */
  consent?: Consent;
  /** The last word on each topic that they chose or declined. */
  topics?: Record<string, { on: boolean; at: number }>;
  /** Which marketing messages went out when, oldest first, of the last 31 days; surveys, of the last 400. */
  sent: { at: number; campaign: string; topic?: string; survey?: true }[];
};

export type Consent = {
  marketing: boolean;
  at: number;
  source: string;
  by?: string;
  wording?: string;
  /** When it was confirmed from the customer's own mailbox. */
  confirmed?: number;
};

/** One word of a customer on marketing or topics, as evidence: it is kept, and never changed. */
export type ConsentWord = Omit<Consent, "marketing"> & {
  marketing?: boolean;
  topics?: Record<string, boolean>;
  /** When we heard of it. */
  seen: number;
  /** The event that told it. */
  event?: string;
  /** The customer's address at that time. */
  email?: string;
};

/** What is known about an address, whoever it belongs to. */
export type Address = {
  /** It is never mailed. */
  suppressed?: { reason: string; at: number; source?: string };
  /** Whoever reads this mailbox said no to marketing; a later yes of the customer who is written to overrules it. */
  no?: { at: number; source: string };
  /** When that was: a write can ask for it, and a later no is not undone by an earlier one. */
  noAt?: number;
  /** When messages came back that may get through another time, the newest last. */
  soft?: number[];
};

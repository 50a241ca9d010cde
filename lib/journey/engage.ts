import { ConditionFailed, type Item } from "../store/table.ts";
import { addressHash } from "./hash.ts";
import type { Core, SendId } from "./ports.ts";
import { emptyContact } from "./profile.ts";
import { type Consent, type Contact, keys, type Send, toItem } from "./records.ts";
import { complete } from "./send/claim.ts";
import { stopJourneys } from "./stop.ts";
import { wakeOnFacts } from "./wake.ts";

/** Something that came back about a message, or from its reader. */
export type Engagement =
  | { fact: "sent"; message: SendId; at: number; messageId: string }
  | { fact: "delivered" | "opened" | "clicked"; message: SendId; at: number }
  /** `isHard`: the address does not work and never will. */
  | { fact: "bounced"; message: SendId; at: number; isHard: boolean }
  | { fact: "complained"; message: SendId; at: number }
  | { fact: "unsubscribed"; customer: string; at: number; source: string };

type Of<F extends Engagement["fact"]> = Extract<Engagement, { fact: F }>;

/** A click is proof of an open, and an open of a delivery, where images or reports are blocked. */
const IMPLIED = {
  delivered: ["delivered"],
  opened: ["opened", "delivered"],
  clicked: ["clicked", "opened", "delivered"],
} as const;

/**
 * Takes in one engagement. Engagements may repeat and come in any order.
 *
 * 1. It is written to the message's ledger entry; the first time counts.
 * 2. The waits that hang on that entry are woken.
 * 3. A complaint or an unsubscription is a no: it is kept as consent, and every journey of the customer stops; a hard bounce
 *    or a complaint suppresses the address first.
 */
export async function engage(deps: Core, engagement: Engagement): Promise<void> {
  await (COURSES[engagement.fact] as (deps: Core, engagement: Engagement) => Promise<void>)(deps, engagement);
}

const COURSES: { [F in Engagement["fact"]]: (deps: Core, engagement: Of<F>) => Promise<void> } = {
  sent: async (deps, { message, messageId }) => {
    const { customer, enrollment, step } = message;
    const entry = (await deps.table.get(keys.send(customer, enrollment, step))) as unknown as Send | undefined;
    // Mostly the sender has said so itself: looking costs a fifth of a write that is refused.
    if (entry?.state === "claimed") await complete(deps, message, messageId);
  },
  delivered: reacted,
  opened: reacted,
  clicked: reacted,
  bounced: async (deps, { message, at, isHard }) => {
    const entry = await record(deps, message, ["bounced"], at);
    if (entry === undefined || !isHard) return;
    await suppress(deps, entry, "bounced", at);
    if (await isStillAt(deps, message.customer, entry)) await stopJourneys(deps, message.customer, "bounced");
  },
  complained: async (deps, { message, at }) => {
    const entry = await record(deps, message, ["complained"], at);
    if (entry === undefined) return;
    await suppress(deps, entry, "complained", at);
    await sayNo(deps, message.customer, { marketing: false, at, source: "complaint" }, "complained");
  },
  unsubscribed: (deps, { customer, at, source }) =>
    sayNo(deps, customer, { marketing: false, at, source }, "unsubscribed"),
};

async function reacted(deps: Core, { fact, message, at }: Of<"delivered" | "opened" | "clicked">): Promise<void> {
  const facts = IMPLIED[fact];
  const entry = await record(deps, message, facts, at);
  if (entry !== undefined) await wakeOnFacts(deps, message, entry, facts);
}

/** The ledger entry with these facts on it. Undefined: there is no such message, so nothing follows from it. */
async function record(
  deps: Core,
  message: SendId,
  facts: readonly string[],
  at: number,
): Promise<(Item & Send) | undefined> {
  const { customer, enrollment, step } = message;
  try {
    const entry = await deps.table.write({
      update: keys.send(customer, enrollment, step),
      setOnce: Object.fromEntries(facts.map((fact) => [fact, at])),
      if: { equals: { enrollment } },
    });
    return entry as (Item & Send) | undefined;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    deps.log("warn", "engagement without a message", { enrollment, step });
    return undefined;
  }
}

/** The address that the message went to is never to be mailed again, whoever it belongs to. */
async function suppress(deps: Core, { address }: Send, reason: string, at: number): Promise<void> {
  if (address !== undefined) await deps.table.write({ put: toItem(keys.suppression(address), { reason, at }) });
}

/** A customer with a new address is not to miss what an old one could not take. */
async function isStillAt(deps: Core, customer: string, { address }: Send): Promise<boolean> {
  const contact = (await deps.table.get(keys.contact(customer))) as unknown as Contact | undefined;
  return contact?.email === undefined || addressHash(contact.email) === address;
}

/** The last word counts: a no that arrives after a later yes stops nothing. */
async function sayNo(deps: Core, customer: string, consent: Consent, outcome: string): Promise<void> {
  await stopJourneys(deps, customer, outcome, {
    change: (contact) => {
      const last = contact?.consent;
      if (last !== undefined && last.at > consent.at && last.marketing) return "overruled";
      // Said before: only what an interrupted try left undone is done. A later no is kept, so that a yes from between comes too late.
      if (last?.marketing === false && last.at >= consent.at) return undefined;
      const read = contact ?? emptyContact();
      return { ...read, rev: read.rev + 1, consent };
    },
  });
}

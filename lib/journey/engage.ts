import { ConditionFailed, type Item } from "../store/table.ts";
import { countSoftBounce, endBounced, suppress } from "./engage/bounces.ts";
import { sayNo } from "./engage/no.ts";
import { choosePreferences, type Preferences } from "./engage/preferences.ts";
import { type Alarm, watchComplaints } from "./guard.ts";
import type { Core, SendId, With } from "./ports.ts";
import { keys, type Send } from "./records.ts";
import { complete } from "./send/claim.ts";
import { wakeOnFacts } from "./wake.ts";

export type EngageDeps = With<"shop" | "addresses" | "volume">;

/** Something that came back about a message, or from its reader. */
export type Engagement =
  | { fact: "sent"; message: SendId; at: number; messageId: string }
  | { fact: "delivered"; message: SendId; at: number }
  | { fact: "opened" | "clicked"; message: SendId; at: number; evidence?: Evidence }
  /** hard: the address does not work and never will; soft: it may another time; message: it was not the address. */
  | { fact: "bounced"; message: SendId; at: number; kind: "hard" | "soft" | "message" }
  | { fact: "complained"; message: SendId; at: number }
  /** `message`: over whose link. */
  | {
      fact: "unsubscribed";
      customer: string;
      at: number;
      source: string;
      message?: { enrollment: string; step: string };
    }
  | ({ fact: "preferred"; customer: string } & Preferences);

/** By what an opening or a click can be told from a machine's. */
export interface Evidence {
  /** What the program called itself. */
  agent?: string;
  /** The address that was followed. */
  link?: string;
  /** No person sees this link. */
  hidden?: boolean;
  /** The moment was reported by a mail server: it tells how soon after delivery it was. */
  timed?: boolean;
}

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
 * 3. A complaint or an unsubscription is a no: it is kept as consent, for the customer and for the address, and the customer's
 *    journeys stop. A complaint or a hard bounce suppresses the address first; too many soft ones do as well.
 * 4. Complaints are counted: too many of them pause all marketing, which is answered.
 */
export async function engage(deps: EngageDeps, engagement: Engagement): Promise<Alarm> {
  await (COURSES[engagement.fact] as (deps: EngageDeps, engagement: Engagement) => Promise<void>)(deps, engagement);
  // Also of somebody who has been erased: mailbox providers count it all the same.
  return engagement.fact === "complained" ? watchComplaints(deps, engagement.message) : "none";
}

const COURSES: { [F in Engagement["fact"]]: (deps: EngageDeps, engagement: Of<F>) => Promise<void> } = {
  sent: async (deps, { message, messageId }) => {
    const { customer, enrollment, step } = message;
    const entry = (await deps.table.get(keys.send(customer, enrollment, step))) as unknown as Send | undefined;
    // Mostly the sender has said so itself: looking costs a fifth of a write that is refused.
    if (entry?.state === "claimed") await complete(deps, message, messageId);
  },
  delivered: reacted,
  opened: reacted,
  clicked: reacted,
  bounced: async (deps, { message, at, kind }) => {
    const address = (await record(deps, message, ["bounced"], at))?.address;
    if (address === undefined || kind === "message") return;
    if (kind === "hard") await suppress(deps, address, { reason: "bounced", at });
    const isDead = kind === "hard" || (await countSoftBounce(deps, address, at));
    if (isDead) await endBounced(deps, message.customer, address);
  },
  complained: async (deps, { message, at }) => {
    const entry = await record(deps, message, ["complained"], at);
    if (entry === undefined) return;
    const { address } = entry;
    if (address !== undefined) await suppress(deps, address, { reason: "complained", at });
    await sayNo(deps, message.customer, { at, source: "complaint", address }, "complained");
  },
  unsubscribed: async (deps, { customer, at, source, message }) => {
    const entry =
      message === undefined ? undefined : await record(deps, { customer, ...message }, ["unsubscribed"], at);
    await sayNo(deps, customer, { at, source, address: entry?.address }, "unsubscribed");
  },
  preferred: async (deps, { customer, ...preferences }) => {
    await choosePreferences(deps, customer, preferences);
  },
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

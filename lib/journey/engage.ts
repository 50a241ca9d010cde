import { countSoftBounce, endBounced, suppress } from "./engage/bounces.ts";
import { sayNo } from "./engage/no.ts";
import type { Preferences } from "./engage/preferences.ts";
import { clicked, delivered, opened } from "./engage/reactions.ts";
import { record } from "./engage/record.ts";
import { takeSaid } from "./engage/said.ts";
import { type Alarm, watchComplaints } from "./guard.ts";
import { keys } from "./keys.ts";
import type { SendId, With } from "./ports.ts";
import type { Send } from "./records.ts";
import { complete } from "./send/claim.ts";

export type EngageDeps = With<"shop" | "addresses" | "volume">;

/** Something that came back about a message, or from its reader. */
export type Engagement =
  | { fact: "sent"; message: SendId; at: number; messageId: string }
  | { fact: "delivered"; message: SendId; at: number }
  /** `look`, of a click that is told twice: at once, and when the others of its message have been heard of. */
  | { fact: "opened" | "clicked"; message: SendId; at: number; evidence?: Evidence; look?: "first" | "settled" }
  /** hard: the address does not work and never will; soft: it may another time; message: it was not the address. */
  | { fact: "bounced"; message: SendId; at: number; kind: "hard" | "soft" | "message" }
  | { fact: "complained"; message: SendId; at: number }
  /** `message`: over whose link. `address`: the hash of the one whose mailbox it came from, where that is known without one. */
  | {
      fact: "unsubscribed";
      customer: string;
      at: number;
      source: string;
      message?: { enrollment: string; step: string };
      address?: string;
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

/**
 * Takes in one engagement. Engagements may repeat and come in any order.
 *
 * 1. It is written to the message's ledger entry; the first time counts. What a machine did is told apart.
 * 2. The waits that hang on that entry are woken; by a machine, those for the delivery alone.
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
  delivered,
  opened,
  clicked,
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
  unsubscribed: takeSaid,
  preferred: takeSaid,
};

import type { Evidence } from "../engage.ts";
import type { Send } from "../records.ts";
import { isApplesProxy, saysItIsAMachine } from "./agents.ts";
import { hiddenFollowed, othersFollowed } from "./marks.ts";

/*
 * Machines open mail and follow its links: gateways look for danger behind them, privacy proxies load pictures. What they do is no
 * engagement of the customer. Nothing here is certain by itself; docs/machines.md tells what is missed.
 */

/** An opening or a click, and what the ledger knows about its message. Times are epoch milliseconds. */
export interface Reaction {
  fact: "opened" | "clicked";
  at: number;
  evidence: Evidence;
  entry: Partial<Send>;
}

/** Milliseconds around a machine's visit in which all clicks on the message are its own. */
const VISIT = 60_000;
/** Milliseconds between two links: nobody reads one page and comes back for the other. */
const AT_ONCE = 2_000;
/** Milliseconds after delivery in which nobody has yet seen that there is a message, read it, and acted. */
const TOO_SOON = { opened: 3_000, clicked: 10_000 } as const;

/** What gives a machine away, by name. One of them is enough. */
const SIGNALS = {
  // No person sees this link, so that only a program that reads the HTML follows it; the others it follows on the same visit.
  "hidden link": ({ fact, at, evidence, entry }) =>
    fact === "clicked" && (evidence.hidden === true || hiddenFollowed(entry).some((hit) => near(hit, at, VISIT))),
  // Gateways look behind all links of a message; who reads it takes one at a time.
  "every link at once": ({ fact, at, evidence, entry }) =>
    fact === "clicked" && othersFollowed(entry, evidence).some((other) => near(other, at, AT_ONCE)),
  // Gateways look before they hand a message on, or right then; a mail server reports the moment, our own page does not.
  "too soon": (reaction) => isTooSoon(reaction),
  // Programs that do not hide say so.
  "says it is one": ({ evidence }) => saysItIsAMachine(evidence.agent),
  // Apple Mail's proxy loads every message's pictures, whether or not somebody reads it; it follows no links.
  "privacy proxy": ({ fact, evidence }) => fact === "opened" && isApplesProxy(evidence.agent),
} satisfies Record<string, (reaction: Reaction) => boolean>;

type Signal = keyof typeof SIGNALS;

/** What tells that a machine did this; undefined: it counts as the customer's. */
export function signalOf(reaction: Reaction): Signal | undefined {
  return (Object.keys(SIGNALS) as Signal[]).find((name) => SIGNALS[name](reaction));
}

/**
 * The moment before which a message must have been sent and delivered for this opening not to be too soon, whatever else
 * is known of it.
 */
export function soonest(at: number): number {
  return at - TOO_SOON.opened + 1;
}

function isTooSoon({ fact, at, evidence, entry }: Reaction): boolean {
  if (evidence.timed !== true) return false;
  const delivered = deliveryOf(entry);
  // Before it was delivered: the gateway looked first, and took it then.
  if (delivered !== undefined) return at - delivered < TOO_SOON[fact];
  // A lost answer is made good later, and the message is known as sent only then: that is no time to count from.
  const { sentAt } = entry;
  return sentAt !== undefined && at >= sentAt && at - sentAt < TOO_SOON[fact];
}

/** When it was delivered, unless that was only concluded from what its reader did: then nothing is known of it. */
function deliveryOf({ delivered, opened, clicked, machineOpened, machineClicked }: Partial<Send>): number | undefined {
  return [opened, clicked, machineOpened, machineClicked].includes(delivered) ? undefined : delivered;
}

function near(one: number, other: number, within: number): boolean {
  return Math.abs(one - other) <= within;
}

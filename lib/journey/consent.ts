import { hash } from "node:crypto";
import type { CustomerPatch } from "../campaign/events.ts";
import type { Update } from "../store/table.ts";
import type { Consent, ConsentWord, Contact } from "./contact.ts";
import { keys } from "./keys.ts";

/** What an event says about consent, as a word. A word dated ahead of our clock would overrule every no that follows. */
export function wordOf(
  said: NonNullable<CustomerPatch["consent"]>,
  { seen, event, email }: { seen: number; event: string; email: string | undefined },
): ConsentWord {
  const { at, source, marketing, topics, by, wording, confirmed } = said;
  const told = Math.min(Date.parse(at), seen);
  return {
    at: told,
    source,
    seen,
    event,
    ...(marketing === undefined ? {} : { marketing }),
    ...(topics === undefined ? {} : { topics }),
    ...(by === undefined ? {} : { by }),
    ...(wording === undefined ? {} : { wording }),
    ...(confirmed === undefined ? {} : { confirmed: told }),
    ...(email === undefined ? {} : { email }),
  };
}

/**
 * The contact with a word in it; the same object when it changes nothing. The last word counts, whatever the order in which
 * words arrive; of two at the same moment, the no.
 */
export function withWord(contact: Contact, word: ConsentWord): Contact {
  const said = saidOf(word, contact.consent);
  const consent = said !== undefined && isLast(said, contact.consent) ? said : unconfirmed(word, contact.consent);
  const isNews = consent !== contact.consent;
  const topics = Object.entries(word.topics ?? {}).filter(([topic, on]) => {
    const last = contact.topics?.[topic];
    return last === undefined || word.at > last.at || (word.at === last.at && last.on && !on);
  });
  if (!isNews && topics.length === 0) return contact;
  const next: Contact = { ...contact, rev: contact.rev + 1 };
  if (isNews && consent !== undefined) next.consent = consent;
  if (topics.length > 0) {
    const chosen = Object.fromEntries(topics.map(([topic, on]) => [topic, { on, at: word.at }]));
    next.topics = { ...contact.topics, ...chosen };
  }
  return next;
}

/** What keeps the word as evidence. Told again, it is the same record, and stays as it was. */
export function wordRecord(customer: string, word: ConsentWord): Update {
  const { seen: _seen, event: _event, ...said } = word;
  const digest = hash("sha256", JSON.stringify(said), "hex").slice(0, 12);
  return { update: keys.consent(customer, word.at, digest), setOnce: { ...word } };
}

/** Who confirmed once need not do so again, until they say no. */
function saidOf(word: ConsentWord, last: Consent | undefined): Consent | undefined {
  const { marketing, at, source, by, wording } = word;
  if (marketing === undefined) return undefined;
  const confirmed = word.confirmed ?? (marketing && last?.marketing === true ? last.confirmed : undefined);
  return {
    marketing,
    at,
    source,
    ...(by === undefined ? {} : { by }),
    ...(wording === undefined ? {} : { wording }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
}

/** A no that arrives late, from between a confirmation and a later yes: that yes has to be confirmed anew. */
function unconfirmed({ marketing, at }: ConsentWord, last: Consent | undefined): Consent | undefined {
  if (marketing !== false || last?.confirmed === undefined || at < last.confirmed || at >= last.at) return last;
  const { confirmed, ...said } = last;
  return said;
}

function isLast(said: Consent, last: Consent | undefined): boolean {
  if (last === undefined || said.at > last.at) return true;
  if (said.at < last.at) return false;
  // At the same moment: a no, or the confirmation of the same yes.
  return said.marketing
    ? last.marketing && said.confirmed !== undefined && last.confirmed === undefined
    : last.marketing;
}

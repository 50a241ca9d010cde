import type { SendMessage } from "../../compiler/compiled.ts";
import {
  type Check,
  type Condition,
  ConditionFailed,
  type Item,
  type Put,
  TransactionRefused,
  type Value,
} from "../../store/table.ts";
import type { Contact } from "../contact.ts";
import { expiry } from "../keep.ts";
import { keys } from "../keys.ts";
import type { Core, With } from "../ports.ts";
import { emptyContact } from "../profile.ts";
import { type Send, toItem, unchanged, type Withheld } from "../records.ts";
import { written } from "../written.ts";
import { isRemembered, type Place } from "./caps.ts";

const MOST_TRIES = 5;

/** What is known of an earlier try, if there was one. */
type Tried = Pick<Send, "at"> | undefined;

/**
 * Claims a message before the mailer is called: the ledger entry is new (or released), and the contact is as it was read, so
 * that neither a no nor another campaign's message came in between. Answers when it was claimed, which names its place in the
 * count; undefined: something did come in between, look again. The place of an earlier try moves: the message goes out now.
 */
export async function claim(
  deps: With<"shop">,
  message: SendMessage,
  contact: Contact | undefined,
  entry: Tried,
  { locale, address }: { locale: string; address: string },
): Promise<number | undefined> {
  const now = deps.now();
  const { customer, rules } = message;
  const ledger: Put = {
    put: toItem(sendKey(message), { ...newEntry(deps, message, now), state: "claimed", locale, address }),
    if: untouched(entry),
  };
  const read = contact ?? emptyContact();
  const others = withoutPlace(read.sent, message, entry).filter((place) => isRemembered(place, now));
  const sent = [...others, placeOf(message, now)];
  const count: Put | Check =
    rules.transactional === undefined
      ? { put: toItem(keys.contact(customer), { ...read, rev: read.rev + 1, sent }), if: unchanged(contact) }
      : { check: keys.contact(customer), if: unchanged(contact) };
  try {
    await deps.table.transact([ledger, count]);
    return now;
  } catch (error) {
    if (error instanceof TransactionRefused) return undefined;
    throw error;
  }
}

function placeOf({ campaign, rules: { topic }, survey }: SendMessage, at: number): Place {
  return { at, campaign, ...(topic === undefined ? {} : { topic }), ...(survey === undefined ? {} : { survey: true }) };
}

/** What a customer got, without the place that an earlier try of this message took. */
export function withoutPlace(sent: Place[], message: SendMessage, entry: Tried): Place[] {
  if (entry === undefined) return sent;
  const own = placeOf(message, entry.at);
  const found = sent.findIndex(
    ({ at, campaign, topic, survey }) =>
      at === own.at && campaign === own.campaign && topic === own.topic && survey === own.survey,
  );
  return found < 0 ? sent : sent.toSpliced(found, 1);
}

/**
 * The mailer took it. `more` is written with it. Answers the entry as it is now; undefined when the `Send` event has said so
 * first: then nothing was written.
 */
export async function complete(
  deps: Core,
  message: Pick<SendMessage, "customer" | "enrollment" | "step">,
  messageId: string,
  more: Record<string, Value> = {},
): Promise<(Item & Send) | undefined> {
  return change(deps, message, { state: "sent", sentAt: deps.now(), messageId, ...more }, "claimed");
}

/** The mailer surely did not take it: it may be tried again. Its place in the count is kept. */
export async function release(deps: Core, message: SendMessage): Promise<void> {
  await change(deps, message, { state: "released" }, "claimed");
}

/** A message that will never go out gives back the place in the count that its try took; whether it is still there does not matter. */
export async function returnPlace(deps: Core, message: SendMessage, entry: Tried): Promise<void> {
  const { customer, rules } = message;
  if (entry === undefined || rules.transactional !== undefined) return;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const contact = (await deps.table.get(keys.contact(customer))) as unknown as Contact | undefined;
    if (contact === undefined) return;
    const sent = withoutPlace(contact.sent, message, entry);
    if (sent === contact.sent) return;
    const next = { ...contact, rev: contact.rev + 1, sent };
    try {
      await deps.table.write({ put: toItem(keys.contact(customer), next), if: unchanged(contact) });
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}

/** Nobody can tell whether it went out: it is not tried again. */
export async function giveUp(deps: Core, message: SendMessage): Promise<void> {
  await change(deps, message, { state: "unconfirmed" }, "claimed");
}

/** Records why a message was not sent. False: somebody else dealt with it in between. */
export async function withhold(
  deps: With<"shop">,
  message: SendMessage,
  entry: Tried,
  { withheld: reason, to }: { withheld: Withheld; to?: string },
): Promise<boolean> {
  const why = { reason, ...(to === undefined ? {} : { to }) };
  const item = toItem(sendKey(message), { ...newEntry(deps, message, deps.now()), state: "withheld", ...why });
  return written(deps.table, { put: item, if: untouched(entry) });
}

async function change(
  deps: Core,
  message: Pick<SendMessage, "customer" | "enrollment" | "step">,
  set: Partial<Pick<Send, "state" | "sentAt" | "messageId">> & Record<string, Value>,
  from: Send["state"],
): Promise<(Item & Send) | undefined> {
  try {
    const entry = await deps.table.write({ update: sendKey(message), set, if: { equals: { state: from } } });
    return entry as (Item & Send) | undefined;
  } catch (error) {
    // Already further on: the change was made before, or overtaken.
    if (!(error instanceof ConditionFailed)) throw error;
    return undefined;
  }
}

function newEntry(
  { shop }: With<"shop">,
  message: SendMessage,
  at: number,
): Omit<Send, "state"> & { expires?: number } {
  const { enrollment, campaign, step, template, rules, survey } = message;
  const kind = {
    ...(rules.topic === undefined ? {} : { topic: rules.topic }),
    ...(survey === undefined ? {} : { survey }),
  };
  return { enrollment, campaign, step, template, ...kind, at, ...expiry(shop, "messages", at) };
}

function untouched(entry: Tried): Condition {
  return entry === undefined ? { absent: true } : { equals: { state: "released" } };
}

function sendKey({ customer, enrollment, step }: Pick<SendMessage, "customer" | "enrollment" | "step">) {
  return keys.send(customer, enrollment, step);
}

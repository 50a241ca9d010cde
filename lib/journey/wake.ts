import { holds } from "../campaign/holds.ts";
import { type WaitTarget, WITHHELD } from "../compiler/compiled.ts";
import { ConditionFailed, type Item, type Update, type Value } from "../store/table.ts";
import { isAboutFriend } from "./advocacy/own-events.ts";
import { isAboutOrder, startFacts } from "./facts.ts";
import { tokenHash } from "./hash.ts";
import { keys } from "./keys.ts";
import type { Core, SendId } from "./ports.ts";
import type { Enrollment, EventMarker, Profile, Send, Wait } from "./records.ts";
import { written } from "./written.ts";

/*
 * No wake-up is lost: a wait is kept on the very record that its answer is written to. A wait for a click is an attribute of the
 * message's ledger entry, a wait for an event one of the profile. Registering is one write that answers the record as it now
 * is, with what happened before; writing what happens answers the record with the waits on it. One of the two comes second
 * and sees the other. Both may: waking twice is waking once.
 */

const PREFIX = "wait#";

/** Each token has a name of its own: a message delivered again with an old token must not take the place of the new one. */
function nameOf({ campaign, step, token }: Wait): string {
  return `${PREFIX}${campaign}#${step}#${tokenHash(token)}`;
}

type WaitOn<T> = Wait & { target: T };
type FactTarget = Extract<WaitTarget, { fact: string }>;
type EventTarget = Extract<WaitTarget, { on: string }>;

/** Keeps the token until the target happens or the deadline has passed, or answers it at once. */
export async function register(deps: Core, customer: string, wait: Wait): Promise<void> {
  if (deps.now() >= wait.deadline) return;
  await (isForFact(wait)
    ? registerForFact(deps, customer, wait)
    : registerForEvent(deps, customer, wait as WaitOn<EventTarget>));
}

/** What the ledger entry of a message carries so that a reaction to it answers this wait. */
export function entryWith(wait: Wait): Record<string, Value> {
  return { [nameOf(wait)]: wait as unknown as Value };
}

/** Answers a wait that was written to this entry, when what it waits for has happened before. */
export async function answerFromEntry(deps: Core, customer: string, wait: Wait, entry: Item & Send): Promise<void> {
  if (!isForFact(wait) || entry[wait.target.fact] === undefined) return;
  const { enrollment, target } = wait;
  await wakeOnFacts(deps, { customer, enrollment, step: target.message }, entry, [target.fact]);
}

/** What a wait keeps of its enrollment, so that whoever wakes it needs to read nothing else. */
export function waitOf(
  enrollment: Enrollment,
  target: WaitTarget,
): Omit<Wait, "step" | "token" | "since" | "deadline"> {
  const { order } = "if" in target ? startFacts(enrollment) : {};
  return {
    campaign: enrollment.campaign,
    enrollment: enrollment.id,
    target,
    startedBy: enrollment.event,
    ...(enrollment.order === undefined ? {} : { orderId: enrollment.order.id }),
    ...(order === undefined ? {} : { order }),
  };
}

/** Wakes the waits on a message's ledger entry, which is given as it is after these facts were written to it. */
export async function wakeOnFacts(deps: Core, message: SendId, entry: Item, facts: readonly string[]): Promise<void> {
  const answered = waitsOn(entry).filter(({ wait }) => isForFact(wait) && facts.includes(wait.target.fact));
  if (answered.length === 0) return;
  for (const { wait } of answered) await deps.tokens.succeed(wait.token, {});
  // Facts stay: a wait that is registered meanwhile sees them by itself, so it may be removed with the others.
  const { customer, enrollment, step } = message;
  await takeOff(deps, { update: keys.send(customer, enrollment, step), remove: answered.map(({ name }) => name) });
}

/** Removes waits from a record, which may have been erased with its customer meanwhile: it is not made anew. */
async function takeOff(deps: Pick<Core, "table">, update: Update): Promise<void> {
  await written(deps.table, { ...update, if: { equals: {} } });
}

/** Takes the waits that this event answers off a profile, and those whose time is over; their tokens are to be answered. */
export function takeAnswered(
  profile: Profile,
  eventId: string,
  marker: Omit<EventMarker, "effects">,
): { profile: Profile; tokens: string[] } {
  const next = { ...profile } as Profile & Record<string, unknown>;
  const tokens: string[] = [];
  for (const { name, wait } of waitsOn(profile)) {
    const isAnswered = isAnswer(wait as WaitOn<EventTarget>, eventId, marker);
    if (isAnswered) tokens.push(wait.token);
    if (isAnswered || wait.deadline < marker.seen) delete next[name];
  }
  return { profile: next, tokens };
}

async function registerForFact(deps: Core, customer: string, wait: WaitOn<FactTarget>): Promise<void> {
  const { enrollment, target } = wait;
  try {
    const entry = await deps.table.write({
      update: keys.send(customer, enrollment, target.message),
      set: entryWith(wait),
      if: { equals: { enrollment } },
    });
    if (entry?.state === "withheld") await deps.tokens.fail(wait.token, WITHHELD, "the message was withheld");
    else if (entry !== undefined) await answerFromEntry(deps, customer, wait, entry as Item & Send);
  } catch (error) {
    // The message was never sent, so nobody can react to it: the state's timeout goes on with else.
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

async function registerForEvent(deps: Core, customer: string, wait: WaitOn<EventTarget>): Promise<void> {
  const name = nameOf(wait);
  const update = keys.profile(customer);
  const item = await deps.table.write({
    update,
    set: { [name]: wait as unknown as Value },
    add: { rev: 1 },
    if: { equals: {} },
  });
  const { recent } = item as unknown as Profile;
  const candidates = recent.filter(({ type, seen }) => type === wait.target.on && seen >= wait.since);
  if (candidates.length === 0) return;
  const markers = await deps.table.getMany(candidates.map(({ id }) => keys.event(customer, id)));
  const isAnswered = candidates.some(({ id }, index) => {
    const marker = markers[index] as unknown as EventMarker | undefined;
    return marker !== undefined && isAnswer(wait, id, marker);
  });
  if (!isAnswered) return;
  await deps.tokens.succeed(wait.token, {});
  await takeOff(deps, { update, remove: [name], add: { rev: 1 } });
}

/** Events count by when they were seen: one that happened before and arrived late is news all the same. */
function isAnswer(
  { target, since, startedBy, orderId, order }: WaitOn<EventTarget>,
  eventId: string,
  marker: Omit<EventMarker, "effects">,
): boolean {
  if (target.on !== marker.type || marker.seen < since || startedBy === eventId) return false;
  if (!isAboutOrder(orderId, marker.type, marker.facts)) return false;
  if (!isAboutFriend(startedBy, { type: marker.type, eventId })) return false;
  return target.if === undefined || holds(target.if, { order, event: marker.facts });
}

function waitsOn(record: object): { name: string; wait: Wait }[] {
  const found: { name: string; wait: Wait }[] = [];
  for (const name in record) {
    if (name.startsWith(PREFIX)) found.push({ name, wait: (record as Record<string, unknown>)[name] as Wait });
  }
  return found;
}

function isForFact(wait: Wait): wait is WaitOn<FactTarget> {
  return "fact" in wait.target;
}

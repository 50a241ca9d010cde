import { holds } from "../campaign/conditions.ts";
import { enrollmentIn, readHead } from "./head.ts";
import type { Deps } from "./ports.ts";
import { type Enrollment, type EventMarker, keys, type Send, toItem, type Wait } from "./records.ts";

/*
 * No wake-up is lost: registering a wait writes it, then reads what happened before; whatever happens is written first, then
 * the waits are read. Whatever the interleaving, one of the two sees the other. Both may: waking twice is waking once.
 */

/** Keeps the token until the target happens or the deadline has passed, or answers it at once. */
export async function register(deps: Deps, customer: string, wait: Wait): Promise<void> {
  if (deps.now() >= wait.deadline) return;
  const expires = Math.ceil(wait.deadline / 1000) + 86_400;
  await deps.table.write({ put: toItem(keys.wait(customer, wait.campaign, wait.step), { ...wait, expires }) });
  const happened = "fact" in wait.target ? factHappened(deps, customer, wait) : eventHappened(deps, customer, wait);
  if (await happened) await wake(deps, customer, wait);
}

/** Wakes the waits for this event. Answers how many states went on because of it. */
export async function wakeOnEvent(deps: Deps, customer: string, eventId: string, marker: EventMarker): Promise<number> {
  const head = await readHead(deps.table, customer);
  let woken = 0;
  for (const wait of head.waits) {
    const enrollment = enrollmentIn(head, wait.campaign, wait.enrollment);
    if (enrollment === undefined || !isAnswer(wait, enrollment, eventId, marker)) continue;
    if (await wake(deps, customer, wait)) woken += 1;
  }
  return woken;
}

/** Wakes the waits for a fact about one message: a click also answers a wait for an open. */
export async function wakeOnFact(
  deps: Deps,
  customer: string,
  enrollment: string,
  step: string,
  facts: readonly string[],
): Promise<number> {
  const head = await readHead(deps.table, customer);
  let woken = 0;
  for (const wait of head.waits) {
    const { target } = wait;
    if (wait.enrollment !== enrollment || !("fact" in target)) continue;
    if (target.message !== step || !facts.includes(target.fact)) continue;
    if (await wake(deps, customer, wait)) woken += 1;
  }
  return woken;
}

/** The wait goes only after its token was answered: a crash in between wakes once more, which is no fault. */
async function wake(deps: Deps, customer: string, wait: Wait): Promise<boolean> {
  const isWoken = await deps.tokens.succeed(wait.token, {});
  await deps.table
    .write({ delete: keys.wait(customer, wait.campaign, wait.step), if: { equals: { token: wait.token } } })
    .catch(ignoreConditionFailed);
  return isWoken;
}

/** A later visit of the state has its own wait under this key; leave that alone. */
function ignoreConditionFailed(error: unknown): undefined {
  if ((error as Error).name !== "ConditionFailed") throw error;
  return undefined;
}

async function factHappened(deps: Deps, customer: string, { enrollment, target }: Wait): Promise<boolean> {
  if (!("fact" in target)) return false;
  const send = (await deps.table.get(keys.send(customer, enrollment, target.message))) as Send | undefined;
  return send?.[target.fact] !== undefined;
}

async function eventHappened(deps: Deps, customer: string, wait: Wait): Promise<boolean> {
  const head = await readHead(deps.table, customer);
  const enrollment = enrollmentIn(head, wait.campaign, wait.enrollment);
  if (enrollment === undefined || !("on" in wait.target)) return false;
  const { on } = wait.target;
  const recent = (head.profile?.recent ?? []).filter(({ type, seen }) => type === on && seen >= wait.since);
  if (recent.length === 0) return false;
  const markers = await deps.table.getMany(recent.map(({ id }) => keys.event(customer, id)));
  return markers.some((marker, index) => {
    const id = recent[index]?.id;
    return marker !== undefined && id !== undefined && isAnswer(wait, enrollment, id, marker as unknown as EventMarker);
  });
}

/** Events count by when they were seen: one that happened before and arrived late is news all the same. */
function isAnswer(wait: Wait, enrollment: Enrollment, eventId: string, marker: EventMarker): boolean {
  const { target } = wait;
  if (!("on" in target) || target.on !== marker.type || marker.seen < wait.since) return false;
  if (enrollment.event === eventId) return false;
  return target.if === undefined || holds(target.if, { order: enrollment.orderFacts, event: marker.facts });
}

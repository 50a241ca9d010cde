import { holds } from "../campaign/conditions.ts";
import type { WaitTarget } from "../compiler/compiled.ts";
import { startFacts } from "./facts.ts";
import { readWaits } from "./head.ts";
import type { Deps, SendId } from "./ports.ts";
import { type Enrollment, type EventMarker, keys, type Profile, type Send, toItem, type Wait } from "./records.ts";

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

/** What a wait keeps of its enrollment, so that whoever wakes it needs to read nothing else. */
export function waitOf(
  enrollment: Enrollment,
  target: WaitTarget,
): Omit<Wait, "step" | "token" | "since" | "deadline"> {
  const { order } = "if" in target ? startFacts(enrollment) : {};
  return {
    enrollment: enrollment.id,
    campaign: enrollment.campaign,
    target,
    startedBy: enrollment.event,
    ...(order === undefined ? {} : { order }),
  };
}

/** Wakes the waits for this event. Answers how many states went on because of it. */
export function wakeOnEvent(deps: Deps, customer: string, eventId: string, marker: EventMarker): Promise<number> {
  return wakeWhere(deps, customer, (wait) => isAnswer(wait, eventId, marker));
}

/** Wakes the waits for a fact about one message: a click also answers a wait for an open. */
export function wakeOnFact(
  deps: Deps,
  { customer, enrollment, step }: SendId,
  facts: readonly string[],
): Promise<number> {
  return wakeWhere(
    deps,
    customer,
    ({ enrollment: waiting, target }) =>
      waiting === enrollment && "fact" in target && target.message === step && facts.includes(target.fact),
  );
}

async function wakeWhere(deps: Deps, customer: string, isAnswered: (wait: Wait) => boolean): Promise<number> {
  let woken = 0;
  for (const wait of await readWaits(deps.table, customer)) {
    if (isAnswered(wait) && (await wake(deps, customer, wait))) woken += 1;
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
  if (!("on" in wait.target)) return false;
  const { on } = wait.target;
  const profile = (await deps.table.get(keys.profile(customer))) as unknown as Profile | undefined;
  const recent = (profile?.recent ?? []).filter(({ type, seen }) => type === on && seen >= wait.since);
  if (recent.length === 0) return false;
  const markers = await deps.table.getMany(recent.map(({ id }) => keys.event(customer, id)));
  return recent.some(({ id }, index) => {
    const marker = markers[index] as unknown as EventMarker | undefined;
    return marker !== undefined && isAnswer(wait, id, marker);
  });
}

/** Events count by when they were seen: one that happened before and arrived late is news all the same. */
function isAnswer({ target, since, startedBy, order }: Wait, eventId: string, marker: EventMarker): boolean {
  if (!("on" in target) || target.on !== marker.type || marker.seen < since || startedBy === eventId) return false;
  return target.if === undefined || holds(target.if, { order, event: marker.facts });
}

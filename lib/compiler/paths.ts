import type { Until } from "../campaign/parts/waits.ts";
import type { Catcher, State, StateMachine, TaskState } from "./asl.ts";
import { type Choice, DEFERRED, HELD, type SendMessage, type SendRules, type Transitions } from "./compiled.ts";
import { rulesIn } from "./sending.ts";
import type { UntilRequest } from "./steps/wait.ts";

const HOUR = 3_600;
const DAY = 86_400;
const YEAR = 365 * DAY;

/** The least and the most states a journey enters, leaving out retries and messages held until the customer's hours. */
export function countTransitions(machine: StateMachine): Transitions {
  const one = () => 1;
  return {
    best: along(machine, one, Math.min),
    worst: along(machine, one, Math.max),
  };
}

/** The most states a journey enters when each message is once deferred, and once held by a pause: the hold, and the send again. */
export function mostStates(machine: StateMachine): number {
  const holds = (state: State): number => (catches(state, DEFERRED) ? 2 : 0) + (catches(state, HELD) ? 2 : 0);
  return along(machine, (state) => 1 + holds(state), Math.max);
}

/** The most seconds a journey can take; a year where a profile's date decides. Each message may be deferred until it is late; pauses come on top. */
export function longestSeconds(machine: StateMachine): number {
  return Math.min(YEAR, along(machine, secondsIn, Math.max));
}

/**
 * The pick of all ways through the machine, by the sum of their states' costs. Ways join, so each state is computed once:
 * when all that it leads to is known.
 */
function along(machine: StateMachine, cost: (state: State) => number, pick: (...ways: number[]) => number): number {
  const known = new Map<string, number>();
  const open = [machine.StartAt];
  for (let name = open.at(-1); name !== undefined; name = open.at(-1)) {
    const state = machine.States[name];
    if (state === undefined) throw new Error(`the machine has no state "${name}"`);
    const onward = nextOf(state);
    const unknown = onward.filter((next) => !known.has(next));
    open.push(...unknown);
    if (unknown.length > 0) continue;
    const ways = onward.map((next) => known.get(next) ?? 0);
    if ("End" in state && state.End === true) ways.push(0);
    known.set(name, cost(state) + (ways.length === 0 ? 0 : pick(...ways)));
    open.pop();
  }
  return known.get(machine.StartAt) ?? 0;
}

/**
 * Where a state normally leads. Left out: what leads back to its own send, and the timeout of a send that goes on at once,
 * which only a broken send function lets happen.
 */
function nextOf(state: State): string[] {
  if (state.Type === "Succeed") return [];
  if (state.Type === "Choice") return [...state.Choices.map((choice) => choice.Next), state.Default];
  const caught = state.Type === "Task" && !goesOn(state) ? (state.Catch ?? []) : [];
  const next = caught.filter((catcher) => !leadsBack(catcher)).map((catcher) => catcher.Next);
  return state.Next === undefined ? next : [state.Next, ...next];
}

function leadsBack({ ErrorEquals }: Catcher): boolean {
  return ErrorEquals.includes(DEFERRED) || ErrorEquals.includes(HELD);
}

function goesOn(state: TaskState): boolean {
  const message = state.Arguments.MessageBody as Pick<SendMessage, "then"> | undefined;
  return message?.then.do === "go on";
}

function secondsIn(state: State): number {
  if (state.Type === "Wait") return "Seconds" in state ? state.Seconds : 0;
  if (state.Type !== "Task") return 0;
  const asked = state.Arguments.Payload as Partial<UntilRequest> | undefined;
  if (asked?.do === "until" && asked.until !== undefined) return longestUntil(asked.until);
  return state.TimeoutSeconds + (catches(state, DEFERRED) ? longestDeferral(state) : 0);
}

function catches(state: State, error: string): boolean {
  return state.Type === "Task" && (state.Catch ?? []).some((catcher) => catcher.ErrorEquals.includes(error));
}

/** However often it comes back, a message is late once; of those that may be chosen, the one that has the most time. */
function longestDeferral({ Arguments }: TaskState): number {
  const { rules, choose } = Arguments.MessageBody as { rules?: SendRules; choose?: Choice };
  const all = choose === undefined ? [rules] : rulesIn(choose);
  return Math.max(0, ...all.map((one) => one?.lateAfterSeconds ?? 0));
}

/** Until a time of day is a day at most, until a weekday a week (and the hour that clocks are put back); a profile's date, a year. */
function longestUntil({ until }: Until): number {
  if (until.startsWith("customer.")) return YEAR;
  return until.includes(":") ? DAY + HOUR : 8 * DAY + HOUR;
}

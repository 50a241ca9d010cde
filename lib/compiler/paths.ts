import type { Until } from "../campaign/steps.ts";
import type { State, StateMachine, TaskState } from "./asl.ts";
import { DEFERRED, type DecideRequest, type SendMessage, type Transitions } from "./compiled.ts";

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

/** The most seconds a journey can take; a year where a profile's date decides. Messages may each be held for a day. */
export function longestSeconds(machine: StateMachine): number {
  return Math.min(YEAR, along(machine, secondsIn, Math.max));
}

/** The pick of all ways through the machine, by the sum of their states' costs. Ways join, so each state is computed once. */
function along(machine: StateMachine, cost: (state: State) => number, pick: (...ways: number[]) => number): number {
  const known = new Map<string, number>();
  const from = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const state = machine.States[name];
    if (state === undefined) throw new Error(`the machine has no state "${name}"`);
    const onward = nextOf(state).map(from);
    const total = cost(state) + (onward.length === 0 ? 0 : pick(...onward));
    known.set(name, total);
    return total;
  };
  return from(machine.StartAt);
}

/**
 * Where a state normally leads. Left out: a deferral, which leads back to its own send, and the timeout of a send that goes
 * on at once, which only a broken send function lets happen.
 */
function nextOf(state: State): string[] {
  if (state.Type === "Succeed") return [];
  if (state.Type === "Choice") return [...state.Choices.map((choice) => choice.Next), state.Default];
  const caught = state.Type === "Task" && !goesOn(state) ? (state.Catch ?? []) : [];
  const next = caught.filter((catcher) => !catcher.ErrorEquals.includes(DEFERRED)).map((catcher) => catcher.Next);
  return state.Next === undefined ? next : [state.Next, ...next];
}

function goesOn(state: TaskState): boolean {
  const message = state.Arguments.MessageBody as Pick<SendMessage, "then"> | undefined;
  return message?.then.do === "go on";
}

function secondsIn(state: State): number {
  if (state.Type === "Wait") return "Seconds" in state ? state.Seconds : 0;
  if (state.Type !== "Task") return 0;
  const asked = state.Arguments.Payload as DecideRequest | undefined;
  if (asked?.do === "until") return longestUntil(asked.until);
  const held = (state.Catch ?? []).some((catcher) => catcher.ErrorEquals.includes(DEFERRED)) ? DAY : 0;
  return state.TimeoutSeconds + held;
}

/** Until a time of day is a day at most, until a weekday a week (and the hour that clocks are put back); a profile's date, a year. */
function longestUntil({ until }: Until): number {
  if (until.startsWith("customer.")) return YEAR;
  return until.includes(":") ? DAY + HOUR : 8 * DAY + HOUR;
}

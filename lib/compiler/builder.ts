import type { Campaign } from "../campaign/campaign.ts";
import type { Condition } from "../campaign/conditions.ts";
import { isMessageFact } from "../campaign/holds.ts";
import type { Step } from "../campaign/steps.ts";
import type { Catcher, Onward, Retrier, State } from "./asl.ts";
import { DEFERRED, HELD, type Question, type SendRules } from "./compiled.ts";
import { type Label, type Outline, outline } from "./outline.ts";

/** What a step's compiler may use. `next` is the state after the step; undefined ends the journey. */
export interface Builder {
  label(step: Step): Label;
  messageKey: Outline["messageKey"];
  /** When and how often a message with this template may go out. */
  rulesFor(template: string, isSurvey?: boolean): SendRules;
  add(name: string, state: State): void;
  ask(question: Question): void;
  /** The state that a way of steps begins with, or `next` when it has none; compiles the way. */
  way(steps: readonly Step[], next: string | undefined): string | undefined;
  /** For Choice and Catch, which must name a state: the end is then a state of its own. */
  named(next: string | undefined): string;
}

export type StepCompiler<S extends Step> = (step: S, next: string | undefined, builder: Builder) => void;

export interface Built {
  states: Record<string, State>;
  questions: Question[];
  first: string;
  outline: Outline;
}

/** Compiles a list of steps with the given table of step compilers. */
export function build(
  campaign: Campaign,
  steps: readonly Step[],
  rulesFor: Builder["rulesFor"],
  compileStep: (step: Step, next: string | undefined, builder: Builder) => void,
): Built {
  const names = outline(campaign.steps);
  const label = (step: Step): Label => {
    const found = names.labels.get(step);
    if (found === undefined) throw new Error("a step outside its campaign was compiled");
    return found;
  };
  const states: Record<string, State> = {};
  const questions: Question[] = [];
  const builder: Builder = {
    label,
    messageKey: names.messageKey,
    rulesFor,
    add: (name, state) => {
      states[name] = state;
    },
    ask: (question) => questions.push(question),
    way: (list, next) => {
      // A wait that shares its send's state is compiled with the send; what follows it follows the send.
      const own = list.filter((_, index) => index === 0 || !isFused(label, list, index));
      own.forEach((step, index) => {
        const after = own[index + 1];
        compileStep(step, after === undefined ? next : entry(label(after)), builder);
      });
      const first = own[0];
      return first === undefined ? next : entry(label(first));
    },
    named: (next) => {
      if (next !== undefined) return next;
      states.End ??= { Type: "Succeed" };
      return "End";
    },
  };
  const first = builder.way(steps, undefined);
  const start = builder.named(first);
  return { states: inReadingOrder(states, start), questions, first: start, outline: names };
}

/** States as a person would follow them: each before what it leads to, "End" last. */
function inReadingOrder(states: Record<string, State>, start: string): Record<string, State> {
  const ordered: Record<string, State> = {};
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (state === undefined || name === "End" || Object.hasOwn(ordered, name)) continue;
    ordered[name] = state;
    open.push(...leadsTo(state).reverse());
  }
  if (states.End !== undefined) ordered.End = states.End;
  return ordered;
}

/** What holds a message first, for it belongs to its send; then the way of those who reacted, then the others. */
function leadsTo(state: State): string[] {
  const caught = state.Type === "Task" ? (state.Catch ?? []) : [];
  const isHold = ({ ErrorEquals }: Catcher): boolean =>
    ErrorEquals.some((error) => error === DEFERRED || error === HELD);
  const chosen = state.Type === "Choice" ? [...state.Choices.map((choice) => choice.Next), state.Default] : [];
  const next = "Next" in state && state.Next !== undefined ? [state.Next] : [];
  const [holds, others] = [caught.filter(isHold), caught.filter((catcher) => !isHold(catcher))];
  return [...holds.map(({ Next }) => Next), ...next, ...chosen, ...others.map(({ Next }) => Next)];
}

function isFused(label: (step: Step) => Label, list: readonly Step[], index: number): boolean {
  const before = list[index - 1];
  return before !== undefined && label(before).follow === list[index];
}

/** Steps that ask a function first are entered through their question. */
function entry(label: Label): string {
  return label.ask ?? label.state;
}

export function onward(next: string | undefined): Onward {
  return next === undefined ? { End: true } : { Next: next };
}

/** A step may meet an outage: a journey that gives up is lost, while tries are only paid for in an outage. */
export const MOST_RETRIES = 15;

/** Tries at once, after seconds, then every hour or so: some four hours in all, spread by jitter. */
export function retrier(...errors: string[]): Retrier {
  return {
    ErrorEquals: errors,
    IntervalSeconds: 2,
    MaxAttempts: MOST_RETRIES,
    BackoffRate: 3,
    MaxDelaySeconds: 3_600,
    JitterStrategy: "FULL",
  };
}

export function onTimeout(next: string): Catcher {
  return { ErrorEquals: ["States.Timeout"], Next: next };
}

/** Conditions in a running journey name messages by step keys. */
export function withKeys(condition: Condition, messageKey: Outline["messageKey"]): Condition {
  const entries = Object.entries(condition).map(([key, value]): [string, unknown] => {
    if (key === "all" || key === "any") {
      return [key, (value as Condition[]).map((inner) => withKeys(inner, messageKey))];
    }
    if (key === "not") return [key, withKeys(value as Condition, messageKey)];
    return [key, isMessageFact(key) ? messageKey(value as string) : value];
  });
  return Object.fromEntries(entries) as Condition;
}

import { inWords, toSeconds } from "../campaign/durations.ts";
import type { Wait } from "../campaign/steps/wait.ts";
import type { WaitFor } from "../campaign/steps/wait-for.ts";
import type { Step, StepKind } from "../campaign/steps.ts";
import { kind, messageOf, waysOf } from "../campaign/walk.ts";
import { choosesMessage, messagesIn } from "./choice.ts";
import { keysOf } from "./keys.ts";
import { shownOf } from "./shown/table.ts";
import { targetWords } from "./shown/wait-words.ts";

/** What the campaign calls each step: in figures, in the state machine, and in conditions. */
export interface Outline {
  labels: ReadonlyMap<Step, Label>;
  /** The step key of the message that a condition or a waitFor names. Unknown names stay as they are: `check` reports them. */
  messageKey(reference: string): string;
}

export interface Label {
  kind: StepKind;
  /** Unique in the campaign; lasting where the marketer gave an id. */
  key: string;
  /** Name of the step's (last) state, unique in the machine; a wait that shares its send's state has that one's. */
  state: string;
  /** Name of the state before it that asks a function, where there is one. */
  ask?: string;
  /** The wait that shares the send's state. Messages of one choice share its state, too. */
  follow?: Wait | WaitFor;
}

const LONGEST_NAME = 80;

/** Names every step of a campaign in reading order, so that equal campaigns get equal machines. */
export function outline(steps: readonly Step[]): Outline {
  const labels = new Map<Step, Label>();
  const keyFor = keysOf(steps);
  const states = new Set<string>(["End"]);
  const messages = new Map<string, string>();

  /** `inside`: the state of the choice that these messages belong to. */
  const visit = (list: readonly Step[], inside?: string): void => {
    list.forEach((step, index) => {
      const what = kind(step);
      const key = keyFor(step);
      const message = messageOf(step);
      if (message !== undefined) {
        if (!messages.has(message.template)) messages.set(message.template, key);
        if (step.id !== undefined) messages.set(step.id, key);
      }
      const before = labels.get(list[index - 1] ?? step);
      const shared = before?.follow === step ? before.state : inside;
      if (shared !== undefined) labels.set(step, { kind: what, key, state: shared });
      else {
        const follow = message === undefined ? undefined : fusable(list[index + 1]);
        const words = wordsOf(step, follow);
        const ask = shownOf(step).asks?.(step) === true ? { ask: uniqueState(`Ask: ${words}`, states) } : {};
        const state = uniqueState(words, states);
        labels.set(step, { kind: what, key, state, ...ask, ...(follow === undefined ? {} : { follow }) });
      }
      const choice = choosesMessage(step) ? labels.get(step)?.state : undefined;
      for (const way of waysOf(step)) visit(way.steps, choice);
    });
  };
  visit(steps);
  return { labels, messageKey: (reference) => messages.get(reference) ?? reference };
}

/** A wait of fixed length or a waitFor right after a send takes no state of its own: the send's timeout is the wait. */
function fusable(step: Step | undefined): Wait | WaitFor | undefined {
  if (step === undefined) return undefined;
  if ("waitFor" in step) return step;
  return "wait" in step && typeof step.wait === "string" ? step : undefined;
}

/** A state's name, shortened by whole characters and numbered where it would come twice. */
function uniqueState(words: string, taken: Set<string>): string {
  const safe = words.replace(UNSAFE, "_");
  const short = safe.length > LONGEST_NAME ? `${cut(safe, LONGEST_NAME - 3)}...` : safe;
  let found = short;
  for (let n = 2; taken.has(found); n++) {
    const number = ` (${n})`;
    found = `${cut(safe, LONGEST_NAME - number.length)}${number}`;
  }
  taken.add(found);
  return found;
}

/**
 * Step Functions takes any text of 80 characters; tools around it stumble over quotes, brackets and control characters.
 * Letters of all scripts, with their marks, stay.
 */
const UNSAFE = /[^\p{L}\p{M}\p{N} .,:_()/-]/gu;

/** Never ends in half a character. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

function wordsOf(step: Step, follow: Wait | WaitFor | undefined): string {
  if (choosesMessage(step)) return `Send ${[...new Set(messagesIn(step))].join(" / ")}`;
  const words = shownOf(step).words(step);
  if (follow === undefined) return words;
  if ("wait" in follow) return `${words}, wait ${inWords(toSeconds(follow.wait as string))}`;
  const target = Object.values(follow.waitFor)[0];
  const own = target === messageOf(step)?.template || target === step.id;
  const what = own ? (Object.keys(follow.waitFor)[0] ?? "") : targetWords(follow.waitFor);
  return `${words}, wait for ${what} (${follow.within})`;
}

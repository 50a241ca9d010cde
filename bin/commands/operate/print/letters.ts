import type { LetterGroup } from "../../../../lib/operate/dead-letters/groups.ts";
import type { QueueName } from "../../../../lib/operate/dead-letters/queues.ts";
import { count, number } from "../../../../lib/simulate/numbers.ts";
import { heading, wrapped } from "../../../../lib/simulate/print/lines.ts";
import { moment } from "./moment.ts";

interface About {
  queues: readonly QueueName[];
  go: boolean;
  /** Options that lead to the same stack. */
  there: string;
  isPartial: boolean;
}

const TITLES: Readonly<Record<QueueName, string>> = {
  send: "messages that could not be sent",
  records: "events and changes that could not be applied",
  calls: "calls that came to nothing",
};

/** What lies in the queues, the most frequent first, and what was or can be done about it. */
export function printLetters(groups: readonly LetterGroup[], about: About): string[] {
  const isEmpty = groups.length === 0;
  return [
    ...(isEmpty ? ["Nothing is set aside."] : about.queues.flatMap((queue) => printQueue(queue, groups, about))),
    ...(!about.go && groups.some(isForUs) ? ["Nothing was put back. Add --go to do it."] : []),
    ...(groups.some(({ taken }) => taken > 0)
      ? ["What still fails is set aside anew, with its reason: look again in a few minutes."]
      : []),
    ...(about.isPartial ? ["There is more: run the same command again for the rest."] : []),
  ];
}

function printQueue(queue: QueueName, groups: readonly LetterGroup[], about: About): string[] {
  const own = groups.filter((group) => group.queue === queue).sort((one, other) => other.count - one.count);
  if (own.length === 0) return [];
  return [heading(`${queue}: ${TITLES[queue]}`), ...own.flatMap((group) => printGroup(group, about)), ""];
}

function printGroup(group: LetterGroup, about: About): string[] {
  const mark = `${number(group.count).padStart(7)}  `;
  const below = " ".repeat(mark.length);
  const notes = [
    group.reason,
    `since ${moment(group.oldest)}`,
    ...whatNow(group, about),
    ...Object.entries(group.failed).map(([why, n]) => `${number(n)} failed again: ${why}`),
  ];
  return [
    ...wrapped(group.kind, mark),
    ...notes.flatMap((note) => (isCommand(note) ? [`${below}${note}`] : wrapped(note, below))),
    ...(group.bodies ?? []).map((body) => `${below}${body}`),
  ];
}

/** Stays on one line, so that it can be copied whole. */
function isCommand(note: string): boolean {
  return note.startsWith("npx ");
}

function whatNow(group: LetterGroup, { go, there }: About): string[] {
  const { taken, discarded, span, advice } = group;
  const done = [
    ...(taken > 0 ? [`${number(taken)} put back`] : []),
    ...(discarded > 0 ? [`${number(discarded)} discarded`] : []),
  ];
  if (span !== undefined) return [...replayWords(span, there), ...done];
  if (advice !== undefined) return [advice, ...done];
  return go || discarded > 0 ? done : [`--go ${WAYS[group.remedy as keyof typeof WAYS]}`];
}

const WAYS = {
  "send again": "puts them on the send queue again",
  enroll: "hands them to enroll again",
  call: "calls the function again",
} as const;

const DAY = 86_400_000;

/** Events happen before they come, seldom more than a day: the span begins one earlier. */
function replayWords({ from, to, events }: NonNullable<LetterGroup["span"]>, there: string): string[] {
  const first = new Date(Date.parse(from) - DAY).toISOString().slice(0, 10);
  return [
    `${count(events, "event")} that came from ${moment(from)} to ${moment(to)}; they are in the Events table:`,
    `npx regulars replay ${there} --from ${first} --to ${to.slice(0, 10)} --go`,
    "then --discard removes this note. Without --from and --to all events are replayed, also those that came late",
  ];
}

/** Still there, and a command can put it back. */
function isForUs({ remedy, count, discarded }: LetterGroup): boolean {
  return remedy in WAYS && discarded < count;
}

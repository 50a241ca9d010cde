import type { Letter, RawLetter, Remedy } from "./letter.ts";
import type { QueueName } from "./queues.ts";

/** Messages of one kind that are there for the same reason. */
export interface LetterGroup {
  queue: QueueName;
  kind: string;
  reason: string;
  remedy: Remedy["do"];
  /** What a person can do, where a command cannot. */
  advice?: string;
  count: number;
  /** ISO 8601: when the first one was set aside. */
  oldest: string;
  /** Of events that are to be replayed. */
  span?: Span;
  taken: number;
  discarded: number;
  /** Why those that were tried again and not taken failed. */
  failed: Record<string, number>;
  /** With `show`: the messages as they are. They hold personal data. */
  bodies?: string[];
}

interface Span {
  /** When the first and the last of them came, ISO 8601. */
  from: string;
  to: string;
  events: number;
}

/** The group of a letter, with this one counted. */
export function groupOf(
  groups: Map<string, LetterGroup>,
  letter: RawLetter,
  { kind, reason, remedy }: Letter,
): LetterGroup {
  const general = generalized(reason);
  const key = JSON.stringify([letter.queue, kind, general, remedy.do]);
  const set = groups.get(key) ?? {
    queue: letter.queue,
    kind,
    reason: general,
    remedy: remedy.do,
    ...(remedy.do === "look" ? { advice: remedy.advice } : {}),
    count: 0,
    oldest: iso(letter.sentAt),
    taken: 0,
    discarded: 0,
    failed: {},
  };
  groups.set(key, set);
  set.count++;
  if (iso(letter.sentAt) < set.oldest) set.oldest = iso(letter.sentAt);
  if (remedy.do === "replay") set.span = widened(set.span, remedy);
  return set;
}

/** Reasons that differ in an id or a number are one reason. */
function generalized(reason: string): string {
  return reason.replaceAll(/(?<![\w-])(?=[\w-]*\d)[\w-]{6,}/g, "…");
}

function widened(span: Span | undefined, { from, to, events }: Span): Span {
  if (span === undefined) return { from, to, events };
  return {
    from: from < span.from ? from : span.from,
    to: to > span.to ? to : span.to,
    events: span.events + events,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

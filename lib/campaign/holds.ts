import type { Condition, Test } from "./conditions.ts";

/*
 * Asking conditions, apart from their schema: a function that only asks need not carry the library that checks what people write.
 */

/** What people are called by their answers: from the lowest scores to the highest. */
export const GROUPS = {
  nps: ["detractor", "passive", "promoter"],
  csat: ["dissatisfied", "neutral", "satisfied"],
  text: [],
} as const;
export type SurveyKind = keyof typeof GROUPS;
export type Group = (typeof GROUPS)[SurveyKind][number];

/** What a question of each kind is answered by, the lowest first; a text has words alone. */
export const SCORES: Readonly<Record<SurveyKind, readonly number[]>> = {
  nps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  csat: [1, 2, 3, 4, 5],
  text: [],
};

/** What an earlier message can be asked about in a condition. */
export const MESSAGE_FACTS = [
  "sent",
  "delivered",
  "opened",
  "clicked",
  "answered",
  ...GROUPS.nps,
  ...GROUPS.csat,
] as const;
export type MessageFact = (typeof MESSAGE_FACTS)[number];

/** The facts a condition looks at. Absent parts make their paths unknown, which fails every test but `exists: false`. */
export interface Facts {
  customer?: unknown;
  order?: unknown;
  event?: unknown;
  messages?: Readonly<Record<string, Partial<Record<MessageFact, boolean>>>>;
}

/** Whether `condition` holds for `facts`. Unknown facts fail tests rather than throw: a profile is never complete. */
export function holds(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([key, value]) => {
    if (key === "all") return (value as Condition[]).every((inner) => holds(inner, facts));
    if (key === "any") return (value as Condition[]).some((inner) => holds(inner, facts));
    if (key === "not") return !holds(value as Condition, facts);
    if (isMessageFact(key)) return facts.messages?.[value as string]?.[key] === true;
    return passes(value as Test, read(facts, key));
  });
}

/** Whether the answer can be known when the customer is enrolled: only the order and the event that started the journey. */
export function isKnownAtStart(condition: Condition): boolean {
  return partsOf(condition).every(({ key }) => key.startsWith("order.") || key.startsWith("event."));
}

/** An entry of a condition that asks something. */
export interface Part {
  key: string;
  value: unknown;
  /** Keys and indexes from where the condition stands. */
  path: readonly (string | number)[];
}

/** The entries of a condition that ask something: all, any and not are opened. */
export function partsOf(condition: Condition, path: Part["path"] = []): Part[] {
  return Object.entries(condition).flatMap(([key, value]): Part[] => {
    const at = [...path, key];
    if (key === "not") return partsOf(value as Condition, at);
    if (key !== "all" && key !== "any") return [{ key, value, path: at }];
    return (value as Condition[]).flatMap((inner, index) => partsOf(inner, [...at, index]));
  });
}

export function isMessageFact(key: string): key is MessageFact {
  return (MESSAGE_FACTS as readonly string[]).includes(key);
}

function read(facts: Facts, path: string): unknown {
  let value: unknown = facts;
  for (const name of path.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function passes(test: Test, value: unknown): boolean {
  if (typeof test !== "object") return value === test;
  const number = typeof value === "number" ? value : Number.NaN;
  return Object.entries(test).every(([name, wanted]) => {
    switch (name) {
      case "atLeast":
        return number >= (wanted as number);
      case "atMost":
        return number <= (wanted as number);
      case "moreThan":
        return number > (wanted as number);
      case "lessThan":
        return number < (wanted as number);
      case "in":
        return (wanted as unknown[]).includes(value);
      case "contains":
        return Array.isArray(value)
          ? value.includes(wanted)
          : typeof value === "string" && value.includes(String(wanted));
      case "exists":
        return (value !== undefined && value !== null) === wanted;
      default:
        return false;
    }
  });
}

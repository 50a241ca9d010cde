import { toCap, toSeconds } from "../campaign/durations.ts";
import type { Shop } from "../campaign/shop.ts";
import type { MachineMessage } from "./machine.ts";

/** The most messages that one customer may get in any span of this length. */
export interface Limit {
  of: "shop" | "topic" | "survey";
  /** Of a topic, its name. */
  topic?: string;
  allows: number;
  /** As shop.json writes it: `7 days`. */
  span: string;
}

export interface MeasuredLimit extends Limit {
  /** The most that one customer got in any such span. */
  most: number;
  /** Customers who got more than it allows. */
  broken: number;
}

/** What goes out, looked at from outside of the journeys. */
export interface LimitMeter {
  note(customer: string, message: MachineMessage, at: number): void;
  measured(): MeasuredLimit[];
}

const SURVEYS_EVERY = "90 days";

/** What shop.json allows; the limit of surveys is there without a word. */
function limitsOf({ sending, topics = {}, surveys }: Pick<Shop, "sending" | "topics" | "surveys">): Limit[] {
  const limit = (words: string | undefined, of: Omit<Limit, "allows" | "span">): Limit[] => {
    if (words === undefined) return [];
    const [, span = ""] = words.split(" per ");
    return [{ ...of, allows: toCap(words).count, span }];
  };
  return [
    ...limit(sending?.atMost, { of: "shop" }),
    ...Object.entries(topics).flatMap(([topic, { atMost }]) => limit(atMost, { of: "topic", topic })),
    ...limit(`1 per ${surveys?.every ?? SURVEYS_EVERY}`, { of: "survey" }),
  ];
}

/**
 * Measures limits by the messages that went out: it takes shop.json's word for what is allowed, and the journeys' for nothing.
 * Messages come in the order of their times (epoch milliseconds).
 */
export function createLimitMeter(shop: Pick<Shop, "sending" | "topics" | "surveys">): LimitMeter {
  const meters = limitsOf(shop).map((limit) => ({ limit, ...createWindow(limit) }));
  return {
    note(customer, message, at) {
      if (message.transactional) return;
      for (const { limit, note } of meters) if (counts(limit, message)) note(customer, at);
    },
    measured: () => meters.map(({ limit, most, broken }) => ({ ...limit, most: most(), broken: broken() })),
  };
}

function counts({ of, topic }: Limit, message: MachineMessage): boolean {
  if (of === "shop") return true;
  return of === "survey" ? message.survey !== undefined : message.topic === topic;
}

function createWindow({ allows, span }: Limit) {
  const length = 1000 * toSeconds(span);
  const times = new Map<string, number[]>();
  const over = new Set<string>();
  let most = 0;
  return {
    note(customer: string, at: number): void {
      const within = (times.get(customer) ?? []).filter((earlier) => earlier > at - length);
      within.push(at);
      times.set(customer, within);
      most = Math.max(most, within.length);
      if (within.length > allows) over.add(customer);
    },
    most: () => most,
    broken: () => over.size,
  };
}

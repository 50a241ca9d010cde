import type { Facts } from "./facts.ts";

/** How bad: only an error ends the command with exit code 1. */
export type Level = "ok" | "advice" | "warning" | "error" | "unknown" | "not looked at";

/** What a rule finds, in a sentence, and how to mend it. */
export interface Answer {
  level: Level;
  found: string;
  fix?: string;
}

export const GROUPS = ["Files", "DNS", "SES account", "Sender", "Configuration set", "Reputation"] as const;

/** One thing that decides whether mail is delivered. */
export interface Rule {
  /** Unique, and how docs/deliverability.md calls it. */
  name: string;
  group: (typeof GROUPS)[number];
  /** Why it matters, in a few words. */
  why: string;
  /** Address of the page that says so. */
  source: string;
  /** No answer: the rule is about something that this shop does not have. */
  check(facts: Facts): Answer | Answer[] | undefined;
}

export function ok(found: string): Answer {
  return { level: "ok", found };
}

export function bad(level: "advice" | "warning" | "error", found: string, fix: string): Answer {
  return { level, found, fix };
}

/** Numbers as people write them: 50,000. */
export function count(n: number): string {
  return n.toLocaleString("en-US", { maximumFractionDigits: 1 });
}

/** `0.31 %` */
export function percent(share: number): string {
  return `${(share * 100).toLocaleString("en-US", { maximumFractionDigits: 2 })} %`;
}

import { hash } from "node:crypto";
import type { Evidence } from "../engage.ts";
import type { Send } from "../records.ts";

type Mark = `click#${string}`;

const HIDDEN: Mark = "click#hidden";
/** A scanner may come again, days later, when the message is passed on: then this one tells. */
const HIDDEN_LAST: Mark = "click#hidden last";

/** What the ledger entry keeps of a followed link: the hidden one has a name, the others eight digits of their hash. */
export function markOf({ link, hidden }: Evidence): Mark | undefined {
  if (hidden) return HIDDEN;
  return link === undefined ? undefined : `click#${hash("sha256", link, "hex").slice(0, 8)}`;
}

/** What is written to the entry: when the link was followed first; of the hidden one, also when it was followed last. */
export function marking(evidence: Evidence, at: number): { setOnce: Record<Mark, number>; set: Record<Mark, number> } {
  const mark = markOf(evidence);
  return {
    setOnce: mark === undefined ? {} : { [mark]: at },
    set: mark === HIDDEN ? { [HIDDEN_LAST]: at } : {},
  };
}

/** When the hidden link was followed. */
export function hiddenFollowed(entry: Partial<Send>): number[] {
  return [entry[HIDDEN], entry[HIDDEN_LAST]].filter((at) => at !== undefined);
}

/** When each link but this one was followed first. */
export function othersFollowed(entry: Partial<Send>, evidence: Evidence): number[] {
  const own = markOf(evidence);
  return (Object.keys(entry) as (keyof Send)[])
    .filter((name): name is Mark => name.startsWith("click#") && name !== own)
    .map((mark) => Number(entry[mark]));
}

import type { Campaign } from "../campaign/campaign.ts";
import type { Step } from "../campaign/steps.ts";
import { outline } from "./outline.ts";
import { conditionWords } from "./shown/condition-words.ts";
import type { Drawing, Loose } from "./shown/shown.ts";
import { shownOf } from "./shown/table.ts";

/** Text to put under a step's words, such as its figures; undefined for none. */
export type Caption = (stepKey: string) => string | undefined;

/** A Mermaid flowchart of the campaign, top to bottom, in the marketer's words. */
export function diagram(campaign: Campaign, caption: Caption = () => undefined): string {
  const names = outline(campaign.steps);
  const lines = ["flowchart TD"];
  let count = 0;
  const drawing: Drawing = {
    node: (words, shape, key, after) => {
      const id = `n${count++}`;
      const below = caption(key);
      const [open, close] = BRACKETS[shape];
      lines.push(`  ${id}${open}"${quoted(words)}${below === undefined ? "" : `<br/>${quoted(below)}`}"${close}`);
      for (const { from, label } of after) {
        lines.push(label === undefined ? `  ${from} --> ${id}` : `  ${from} -->|"${quoted(label)}"| ${id}`);
      }
      return id;
    },
    steps: (steps, after) =>
      steps.reduce<Loose[]>((ends, step) => draw(step, names.labels.get(step)?.key ?? "", ends, drawing), [...after]),
  };
  const { start } = campaign;
  const when = start.if === undefined ? start.on : `${start.on}, if ${conditionWords(start.if)}`;
  const first = drawing.node(when, "end", "start", []);
  const ends = drawing.steps(campaign.steps, [{ from: first }]);
  if (ends.length > 0) drawing.node("End", "end", "end", ends);
  return `${lines.join("\n")}\n`;
}

const BRACKETS = {
  step: ["[", "]"],
  question: ["{", "}"],
  end: ["([", "])"],
} as const;

function draw(step: Step, key: string, after: readonly Loose[], drawing: Drawing): Loose[] {
  const shown = shownOf(step);
  return shown.draw?.(step, key, after, drawing) ?? [{ from: drawing.node(shown.words(step), "step", key, after) }];
}

/**
 * Words inside quotes that Mermaid and the drawers that read its language show alike. They agree on XML's entities alone, so
 * that brackets and bars, which end a node or a label for some even inside quotes, are told by their like.
 */
function quoted(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/#(?=\w+;)/g, "# ")
    .replace(/["&<>[\]{}|]/g, (character) => SHOWN[character] ?? "");
}

const SHOWN: Record<string, string> = {
  '"': "&quot;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "[": "(",
  "]": ")",
  "{": "(",
  "}": ")",
  "|": "/",
};

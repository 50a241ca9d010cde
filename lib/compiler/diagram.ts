import type { Campaign } from "../campaign/campaign.ts";
import type { Condition, Test } from "../campaign/conditions.ts";
import { isMessageFact } from "../campaign/holds.ts";
import type { Step, StepKind, StepOf } from "../campaign/steps.ts";
import { kind } from "../campaign/walk.ts";
import { outline, targetWords, untilWords } from "./outline.ts";

/** Text to put under a step's words, such as its figures; undefined for none. */
export type Caption = (stepKey: string) => string | undefined;

/** An arrow that has left a node and waits for the node it leads to. */
interface Loose {
  from: string;
  label?: string | undefined;
}

interface Drawing {
  node(words: string, shape: Shape, key?: string): string;
  arrows(loose: readonly Loose[], to: string): void;
  /** Draws steps after the loose ends; answers the ends that remain. */
  steps(steps: readonly Step[], after: readonly Loose[]): Loose[];
}

type Shape = "step" | "question" | "end";
type Draw<S> = (step: S, key: string, after: readonly Loose[], drawing: Drawing) => Loose[];

const DRAW: { [K in StepKind]: Draw<StepOf[K]> } = {
  send: (step, key, after, drawing) => plain(`Send ${step.send}`, key, after, drawing),
  wait: (step, key, after, drawing) =>
    plain(
      typeof step.wait === "string" ? `Wait ${step.wait}` : `Wait until ${untilWords(step.wait)}`,
      key,
      after,
      drawing,
    ),
  waitFor: (step, key, after, drawing) => {
    const node = drawing.node(`${targetWords(step.waitFor)}?`, "question", key);
    drawing.arrows(after, node);
    return [
      ...drawing.steps(step.then ?? [], [{ from: node, label: "yes" }]),
      ...drawing.steps(step.else ?? [], [{ from: node, label: `not within ${step.within}` }]),
    ];
  },
  branch: (step, key, after, drawing) => {
    const node = drawing.node("Branch", "question", key);
    drawing.arrows(after, node);
    const hasElse = step.branch.some((way) => way.if === undefined);
    const ways = step.branch.flatMap((way) => {
      const label = way.if === undefined ? "everyone else" : conditionWords(way.if);
      return drawing.steps(way.steps, [{ from: node, label }]);
    });
    return hasElse ? ways : [...ways, { from: node, label: "everyone else" }];
  },
  split: (step, key, after, drawing) => {
    const node = drawing.node("Split", "question", key);
    drawing.arrows(after, node);
    const total = step.split.reduce((sum, way) => sum + way.weight, 0);
    return step.split.flatMap((way) => {
      const label = `${way.name} ${Math.round((way.weight / total) * 100)}%`;
      return drawing.steps(way.steps, [{ from: node, label }]);
    });
  },
  tag: (step, key, after, drawing) => plain(`Tag ${step.tag}`, key, after, drawing),
  exit: (step, key, after, drawing) => {
    drawing.arrows(after, drawing.node(`Exit: ${step.exit}`, "end", key));
    return [];
  },
};

/** A Mermaid flowchart of the campaign, top to bottom, in the marketer's words. */
export function diagram(campaign: Campaign, caption: Caption = () => undefined): string {
  const names = outline(campaign.steps);
  const lines = ["flowchart TD"];
  let count = 0;
  const drawing: Drawing = {
    node: (words, shape, key) => {
      const id = `n${count++}`;
      const below = key === undefined ? undefined : caption(key);
      const [open, close] = BRACKETS[shape];
      lines.push(`  ${id}${open}"${quoted(words)}${below === undefined ? "" : `<br/>${quoted(below)}`}"${close}`);
      return id;
    },
    arrows: (loose, to) => {
      for (const { from, label } of loose) {
        lines.push(label === undefined ? `  ${from} --> ${to}` : `  ${from} -->|"${quoted(label)}"| ${to}`);
      }
    },
    steps: (steps, after) =>
      steps.reduce<Loose[]>(
        (ends, step) => {
          const key = names.labels.get(step)?.key ?? "";
          return (DRAW[kind(step)] as Draw<Step>)(step, key, ends, drawing);
        },
        [...after],
      ),
  };
  const { start } = campaign;
  const when = start.if === undefined ? start.on : `${start.on}, if ${conditionWords(start.if)}`;
  const first = drawing.node(when, "end", "start");
  const ends = drawing.steps(campaign.steps, [{ from: first }]);
  if (ends.length > 0) drawing.arrows(ends, drawing.node("End", "end", "end"));
  return `${lines.join("\n")}\n`;
}

const BRACKETS: Record<Shape, [string, string]> = {
  step: ["[", "]"],
  question: ["{", "}"],
  end: ["([", "])"],
};

function plain(words: string, key: string, after: readonly Loose[], drawing: Drawing): Loose[] {
  const node = drawing.node(words, "step", key);
  drawing.arrows(after, node);
  return [{ from: node }];
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

/** A condition read aloud: `customer.orders at least 5 and not (opened we-miss-you)`. */
function conditionWords(condition: Condition): string {
  const parts = Object.entries(condition).map(([key, value]) => {
    if (key === "all") return (value as Condition[]).map(conditionWords).join(" and ");
    if (key === "any") return `(${(value as Condition[]).map(conditionWords).join(" or ")})`;
    if (key === "not") return `not (${conditionWords(value as Condition)})`;
    return isMessageFact(key) ? `${key} ${String(value)}` : `${key} ${testWords(value as Test)}`;
  });
  return parts.join(" and ");
}

const OPERATORS: Record<string, string> = {
  atLeast: "at least",
  atMost: "at most",
  moreThan: "more than",
  lessThan: "less than",
  in: "is one of",
  contains: "contains",
};

function testWords(test: Test): string {
  if (typeof test !== "object") return `is ${String(test)}`;
  return Object.entries(test)
    .map(([name, wanted]) => {
      if (name === "exists") return wanted === true ? "is known" : "is unknown";
      return `${OPERATORS[name] ?? name} ${Array.isArray(wanted) ? wanted.join(", ") : String(wanted)}`;
    })
    .join(" and ");
}

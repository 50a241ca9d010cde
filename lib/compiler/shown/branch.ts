import type { Condition } from "../../campaign/conditions.ts";
import { isKnownAtStart, isMessageFact, partsOf } from "../../campaign/holds.ts";
import type { Branch } from "../../campaign/steps/branch.ts";
import { choosesMessage } from "../choice.ts";
import { conditionWords } from "./condition-words.ts";
import type { Shown } from "./shown.ts";

export const branch: Shown<Branch> = {
  words: (step) => `Branch on ${factsWords(step.branch.map((way) => way.if))}`,
  // What the order and the event decide was answered at enrollment.
  asks: (step) => !choosesMessage(step) && !step.branch.every((way) => way.if === undefined || isKnownAtStart(way.if)),
  draw: (step, key, after, drawing) => {
    const node = drawing.node("Branch", "question", key, after);
    const hasElse = step.branch.some((way) => way.if === undefined);
    const ways = step.branch.flatMap((way) => {
      const label = way.if === undefined ? "everyone else" : conditionWords(way.if);
      return drawing.steps(way.steps, [{ from: node, label }]);
    });
    return hasElse ? ways : [...ways, { from: node, label: "everyone else" }];
  },
};

function factsWords(conditions: (Condition | undefined)[]): string {
  const paths = new Set(conditions.flatMap((condition) => (condition === undefined ? [] : factsOf(condition))));
  return [...paths].join(", ") || "everyone";
}

function factsOf(condition: Condition): string[] {
  return partsOf(condition).map(({ key, value }) => (isMessageFact(key) ? `${key} ${String(value)}` : key));
}

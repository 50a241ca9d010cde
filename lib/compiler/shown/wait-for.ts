import type { WaitFor } from "../../campaign/steps/wait-for.ts";
import type { Shown } from "./shown.ts";
import { targetWords } from "./wait-words.ts";

export const waitFor: Shown<WaitFor> = {
  words: (step) => `Wait for ${targetWords(step.waitFor)} (${step.within})`,
  draw: (step, key, after, drawing) => {
    const node = drawing.node(`${targetWords(step.waitFor)}?`, "question", key, after);
    return [
      ...drawing.steps(step.then ?? [], [{ from: node, label: "yes" }]),
      ...drawing.steps(step.else ?? [], [{ from: node, label: `not within ${step.within}` }]),
    ];
  },
};

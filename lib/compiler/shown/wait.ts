import type { Wait } from "../../campaign/steps/wait.ts";
import type { Shown } from "./shown.ts";
import { untilWords } from "./wait-words.ts";

export const wait: Shown<Wait> = {
  words: (step) => (typeof step.wait === "string" ? `Wait ${step.wait}` : `Wait until ${untilWords(step.wait)}`),
  asks: (step) => typeof step.wait !== "string",
};

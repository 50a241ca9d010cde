import type { Exit } from "../../campaign/steps/exit.ts";
import type { Shown } from "./shown.ts";

export const exit: Shown<Exit> = {
  words: (step) => `Exit ${step.exit}`,
  draw: (step, key, after, drawing) => {
    drawing.node(`Exit: ${step.exit}`, "end", key, after);
    return [];
  },
};

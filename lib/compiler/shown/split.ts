import type { Split } from "../../campaign/steps/split.ts";
import type { Shown } from "./shown.ts";

export const split: Shown<Split> = {
  words: (step) => `Split ${step.split.map((way) => way.name).join(" / ")}`,
  draw: (step, key, after, drawing) => {
    const node = drawing.node("Split", "question", key, after);
    const total = step.split.reduce((sum, way) => sum + way.weight, 0);
    return step.split.flatMap((way) => {
      const label = `${way.name} ${Math.round((way.weight / total) * 100)}%`;
      return drawing.steps(way.steps, [{ from: node, label }]);
    });
  },
};

import type { Step } from "../../campaign/steps.ts";

/** How a kind of step is called and drawn. */
export interface Shown<S extends object> {
  /** The name of its state, in the marketer's words. */
  words(step: S): string;
  /** A state before it asks a function. */
  asks?(step: S): boolean;
  /** Where it goes; one box with its words unless given. */
  draw?: Draw<S>;
}

/** Draws a step after the loose ends; answers the ends that remain. `key` is the step's. */
export type Draw<S> = (step: S, key: string, after: readonly Loose[], drawing: Drawing) => Loose[];

/** An arrow that has left a node and waits for the node it leads to. */
export interface Loose {
  from: string;
  label?: string | undefined;
}

export interface Drawing {
  /** Adds a node with a caption for this step, and leads the loose ends to it; answers its name. */
  node(words: string, shape: Shape, key: string, after: readonly Loose[]): string;
  /** Draws steps after the loose ends; answers the ends that remain. */
  steps(steps: readonly Step[], after: readonly Loose[]): Loose[];
}

type Shape = "step" | "question" | "end";

import type { Step } from "../campaign/steps.ts";

/**
 * Whether every way of a step is one message, or a choice of messages again, or nothing: then the send function chooses, and
 * choosing costs no state of its own. A message with a wait of its own needs its own state.
 */
export function choosesMessage(step: Step): boolean {
  const ways = waysIn(step);
  return (
    ways.length > 0 &&
    messagesIn(step).length > 0 &&
    ways.every(({ steps }) => steps.length === 0 || isOneMessage(steps))
  );
}

function isOneMessage(steps: readonly Step[]): boolean {
  const [only, ...more] = steps;
  return only !== undefined && more.length === 0 && ("send" in only || choosesMessage(only));
}

/** The templates of a choice, in reading order. */
export function messagesIn(step: Step): string[] {
  if ("send" in step) return [step.send];
  return waysIn(step).flatMap(({ steps }) => steps.flatMap(messagesIn));
}

function waysIn(step: Step): readonly { steps: Step[] }[] {
  if ("branch" in step) return step.branch;
  return "split" in step ? step.split : [];
}

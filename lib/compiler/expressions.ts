import type { ExecutionInput } from "./compiled.ts";

/** JSONata for a field of the execution's input, which every state can read. */
export function fromInput(field: keyof ExecutionInput): string {
  return `{% $states.context.Execution.Input.${field} %}`;
}

/** JSONata path of an answer given at enrollment; backquotes because keys may have dashes. */
export function answer(key: string): string {
  return `$states.context.Execution.Input.answers.\`${key}\``;
}

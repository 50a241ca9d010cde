import type { ExecutionInput } from "./compiled.ts";

/** JSONata for a field of the execution's input, which every state can read. */
export function fromInput(field: keyof ExecutionInput): string {
  return `{% $states.context.Execution.Input.${field} %}`;
}

/** JSONata path of an answer given at enrollment; backquotes because keys may have dashes. */
export function answer(key: string): string {
  return `$states.context.Execution.Input.answers.\`${key}\``;
}

/**
 * A value of the marketer's own, for where Step Functions looks for expressions: texts that look like one are written so that
 * they come out as they are. "{%" at the front or "%}" at the end make an expression or a refusal, "${" a deployment's placeholder.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function literal(value: unknown): unknown {
  if (typeof value === "string") return isPlain(value) ? value : `{% ${withoutBraces(JSON.stringify(value))} %}`;
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
}

function isPlain(text: string): boolean {
  return !/^\s*\{%|%\}\s*$|\$\{/.test(text);
}

/** JSONata reads the same escapes as JSON. */
function withoutBraces(json: string): string {
  return json.replaceAll("{", "\\u007b").replaceAll("}", "\\u007d");
}

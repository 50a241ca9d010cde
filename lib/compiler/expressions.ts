import type { ExecutionInput } from "./compiled.ts";

/** What a machine writes into a request: any value may be an expression. */
export type Written<Request> = { [K in keyof Request]: unknown };

/** The token that answers the state. */
export const TOKEN = "{% $states.context.Task.Token %}";
/** When the state was entered, ISO 8601. */
export const ENTERED = "{% $states.context.State.EnteredTime %}";

/** Which journey asks, or writes to its customer. */
export function journey(): Record<"enrollment" | "customer" | "campaign" | "version", string> {
  return {
    enrollment: fromInput("enrollment"),
    customer: fromInput("customer"),
    campaign: fromInput("campaign"),
    version: fromInput("version"),
  };
}

/** JSONata for a field of the execution's input, which every state can read. */
function fromInput(field: keyof ExecutionInput): string {
  return `{% $states.context.Execution.Input.${field} %}`;
}

/** JSONata path of an answer given at enrollment; backquotes because keys may have dashes. */
export function answer(key: string): string {
  return `$states.context.Execution.Input.answers.\`${key}\``;
}

/**
 * A value of the marketer's own, for where Step Functions looks for expressions: texts that look like one are written so that
 * they come out as they are. "{%" at the front or "%}" at the end make an expression or a refusal, "${" a deployment's
 * placeholder; asl-validator knows no empty texts and no line breaks.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function literal(value: unknown): unknown {
  if (typeof value === "string") return SPECIAL.test(value) ? `{% ${quoted(value)} %}` : value;
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
}

const SPECIAL = /^$|^\s*\{%|%\}\s*$|\$\{|[\n\r\u2028\u2029]/;

/** JSONata reads the same escapes as JSON. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[{}\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

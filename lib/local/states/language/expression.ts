import jsonata from "jsonata";
import type { Value } from "../../../store/table.ts";
import { QUERY_EVALUATION, StatesError } from "../errors.ts";
import { compileNative, LEFT_TO_JSONATA } from "./native.ts";
import type { Scope } from "./scope.ts";

/** A compiled expression. It never throws: a failing one answers a promise that rejects with States.QueryEvaluationError. */
export type Expression = (scope: Scope) => Value | Promise<Value>;

/** Compiles the text between `{%` and `%}`. Throws JSONata's own error when it is not one. */
export type CompileExpression = (source: string) => Expression;

/** What `$now`, `$millis` and `$random` answer from. */
export interface Surroundings {
  now(): number;
  /** 0 to less than 1. */
  random(): number;
}

/** Each expression is compiled once, whatever machine it is in. */
export function createExpressions(surroundings: Surroundings): CompileExpression {
  const compiled = new Map<string, Expression>();
  return (source) => {
    const known = compiled.get(source);
    if (known !== undefined) return known;
    const expression = compile(source, surroundings);
    compiled.set(source, expression);
    return expression;
  };
}

function compile(source: string, surroundings: Surroundings): Expression {
  const parsed = jsonata(source);
  bindSurroundings(parsed, surroundings);
  const native = compileNative(parsed.ast());
  const evaluate = (scope: Scope) => evaluateWithJsonata(parsed, source, scope);
  if (native === undefined) return evaluate;
  return (scope) => {
    const value = native(scope);
    return value === LEFT_TO_JSONATA || value === undefined ? evaluate(scope) : (value as Value);
  };
}

async function evaluateWithJsonata(parsed: jsonata.Expression, source: string, scope: Scope): Promise<Value> {
  let text: string | undefined;
  try {
    const value: unknown = await parsed.evaluate(undefined, { ...scope.variables, states: scope.states });
    text = typeof value === "function" || isLambda(value) ? undefined : JSON.stringify(value);
  } catch (error) {
    throw new StatesError(QUERY_EVALUATION, `The expression '${source.trim()}' failed: ${messageOf(error)}`);
  }
  if (text === undefined) {
    throw new StatesError(QUERY_EVALUATION, `The expression '${source.trim()}' returned nothing.`);
  }
  return JSON.parse(text);
}

/** Time and chance come from the engine, so that a run can be repeated. */
function bindSurroundings(parsed: jsonata.Expression, { now, random }: Surroundings): void {
  parsed.registerFunction("millis", now, "<:n>");
  parsed.registerFunction("random", random, "<:n>");
  parsed.registerFunction("now", (picture?: string, zone?: string) => {
    return jsonata("$fromMillis($at, $picture, $zone)").evaluate(undefined, { at: now(), picture, zone });
  });
}

function isLambda(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("_jsonata_lambda" in value || "_jsonata_function" in value);
}

/** JSONata throws plain objects with a message. */
function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

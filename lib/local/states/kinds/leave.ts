import type { Value } from "../../../store/table.ts";
import type { Execution } from "../execution.ts";
import type { CompileExpression } from "../language/expression.ts";
import type { Scope, Variables } from "../language/scope.ts";
import { compileTemplate, type Template } from "../language/template.ts";
import { scopeOf } from "./context.ts";
import type { Move } from "./move.ts";

/** The common end of a state, of a choice and of a catcher. */
export interface Exit {
  output: Template | undefined;
  assign: Template | undefined;
  /** Undefined: the execution succeeds here. */
  to: string | undefined;
}

export function compileExit(
  fields: { Output?: Value | undefined; Assign?: Record<string, Value> | undefined; Next?: string | undefined },
  compile: CompileExpression,
): Exit {
  return {
    output: fields.Output === undefined ? undefined : compileTemplate(fields.Output, compile),
    assign: fields.Assign === undefined ? undefined : compileTemplate(fields.Assign, compile),
    to: fields.Next,
  };
}

/**
 * Output and Assign see the same scope, with `more` in it: a variable has its new value only from the next state on.
 * Without an Output, `fallback` is handed on.
 */
export async function leave(
  exit: Exit,
  execution: Execution,
  fallback: Value,
  more?: Partial<Scope["states"]>,
): Promise<Move> {
  if (exit.output === undefined && exit.assign === undefined) return go(exit.to, fallback, undefined);
  const scope = scopeOf(execution, more);
  const output = exit.output === undefined ? fallback : await exit.output(scope);
  const assign = exit.assign === undefined ? undefined : ((await exit.assign(scope)) as Variables);
  return go(exit.to, output, assign);
}

function go(to: string | undefined, output: Value, assign: Variables | undefined): Move {
  return to === undefined ? { do: "succeed", output } : { do: "go", to, output, assign };
}

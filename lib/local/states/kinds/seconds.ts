import type { Value } from "../../../store/table.ts";
import { QUERY_EVALUATION, StatesError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import { LONGEST_SECONDS } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileTemplate } from "../language/template.ts";
import { scopeOf } from "./context.ts";

/** A field that holds whole seconds, or an expression for them. */
export function compileSeconds(
  field: string,
  source: Value,
  least: number,
  compile: CompileExpression,
): (execution: Execution) => Promise<number> {
  const template = compileTemplate(source, compile);
  return async (execution) => {
    const value = typeof source === "number" ? source : await template(scopeOf(execution));
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= LONGEST_SECONDS)
      return value;
    throw new StatesError(
      QUERY_EVALUATION,
      `${field} must be a whole number of seconds from ${least} to ${LONGEST_SECONDS}, not ${JSON.stringify(value)}.`,
    );
  };
}

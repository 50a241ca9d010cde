import type { Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileExit, leave } from "./leave.ts";
import type { Move, RunnableState } from "./move.ts";
import { matches, nextRetry } from "./retry.ts";

/** Retriers first; once they have nothing left, the first catcher that matches; else the execution fails. */
export function compileRecovery(task: Of<"Task">, compile: CompileExpression): NonNullable<RunnableState["recover"]> {
  const retriers = task.Retry ?? [];
  const catchers = (task.Catch ?? []).map((catcher) => ({
    names: catcher.ErrorEquals,
    exit: compileExit(catcher, compile),
  }));
  return async ({ execution, now, random }, { name, message }): Promise<Move> => {
    const retry = nextRetry(retriers, execution.tries, name, random);
    if (retry !== undefined) return { do: "rest", phase: "retry", due: now + retry.delay, tries: retry.tries };
    const catcher = catchers.find(({ names }) => matches(names, name));
    if (catcher === undefined) return { do: "fail", error: name, cause: message };
    const errorOutput = { Error: name, Cause: message };
    return leave(catcher.exit, execution, errorOutput, { errorOutput });
  };
}

import type { Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { scopeOf } from "./context.ts";
import { compileExit, leave } from "./leave.ts";
import type { RunnableState } from "./move.ts";

export function compileSucceed(succeed: Of<"Succeed">, compile: CompileExpression): RunnableState {
  const exit = compileExit({ Output: succeed.Output }, compile);
  return {
    enter({ execution }) {
      if (exit.output === undefined) return { do: "succeed", output: execution.stateInput };
      return leave(exit, scopeOf(execution), execution.stateInput);
    },
  };
}

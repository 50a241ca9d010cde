import type { Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileExit, leave } from "./leave.ts";
import type { RunnableState } from "./move.ts";

export function compileSucceed(succeed: Of<"Succeed">, compile: CompileExpression): RunnableState {
  const exit = compileExit({ Output: succeed.Output }, compile);
  return {
    enter: ({ execution }) => leave(exit, execution, execution.stateInput),
  };
}

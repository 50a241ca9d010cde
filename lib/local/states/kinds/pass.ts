import type { Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileExit, leave } from "./leave.ts";
import type { RunnableState } from "./move.ts";

export function compilePass(pass: Of<"Pass">, compile: CompileExpression): RunnableState {
  const exit = compileExit(pass, compile);
  return { enter: ({ execution }) => leave(exit, execution, execution.stateInput) };
}

import type { Of, State } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileChoice } from "./choice.ts";
import { compileFail } from "./fail.ts";
import type { RunnableState } from "./move.ts";
import { compilePass } from "./pass.ts";
import { compileSucceed } from "./succeed.ts";
import { compileTask } from "./task.ts";
import { compileWait } from "./wait.ts";

type Kinds = { [Type in State["Type"]]: (state: Of<Type>, compile: CompileExpression) => RunnableState };

/** One file per state type; a new type fails the build until it is here. */
const kinds: Kinds = {
  Task: compileTask,
  Choice: compileChoice,
  Wait: compileWait,
  Pass: compilePass,
  Succeed: compileSucceed,
  Fail: compileFail,
};

export function compileState(state: State, compile: CompileExpression): RunnableState {
  const compileKind = kinds[state.Type] as (state: State, compile: CompileExpression) => RunnableState;
  return compileKind(state, compile);
}

import type { Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileTemplate } from "../language/template.ts";
import { scopeOf } from "./context.ts";
import type { RunnableState } from "./move.ts";

export function compileFail(fail: Of<"Fail">, compile: CompileExpression): RunnableState {
  const error = compileTemplate(fail.Error ?? "", compile);
  const cause = compileTemplate(fail.Cause ?? "", compile);
  return {
    async enter({ execution }) {
      const scope = scopeOf(execution);
      return { do: "fail", error: String(await error(scope)), cause: String(await cause(scope)) };
    },
  };
}

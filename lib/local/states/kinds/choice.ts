import { NO_CHOICE_MATCHED, QUERY_EVALUATION, StatesError } from "../errors.ts";
import type { Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileTemplate } from "../language/template.ts";
import { scopeOf } from "./context.ts";
import { compileExit, leave } from "./leave.ts";
import type { RunnableState } from "./move.ts";

/**
 * The first rule that holds shows the way. The state's own Output and Assign hold for every way, a rule's go before them.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function compileChoice(choice: Of<"Choice">, compile: CompileExpression): RunnableState {
  const rules = choice.Choices.map((rule) => ({
    source: rule.Condition,
    condition: compileTemplate(rule.Condition, compile),
    exit: compileExit(
      { Output: rule.Output ?? choice.Output, Assign: { ...choice.Assign, ...rule.Assign }, Next: rule.Next },
      compile,
    ),
  }));
  const otherwise = compileExit({ Output: choice.Output, Assign: choice.Assign, Next: choice.Default }, compile);
  return {
    async enter({ execution }) {
      const scope = scopeOf(execution);
      for (const { source, condition, exit } of rules) {
        const holds = await condition(scope);
        if (holds === true) return leave(exit, execution, execution.stateInput);
        if (holds !== false) throw new StatesError(QUERY_EVALUATION, `The condition '${source}' is not true or false.`);
      }
      if (otherwise.to === undefined)
        throw new StatesError(NO_CHOICE_MATCHED, "No rule holds, and there is no Default.");
      return leave(otherwise, execution, execution.stateInput);
    },
  };
}

import { QUERY_EVALUATION, StatesError } from "../errors.ts";
import type { Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileTemplate } from "../language/template.ts";
import { scopeOf } from "./context.ts";
import { compileExit, leave } from "./leave.ts";
import type { RunnableState } from "./move.ts";
import { compileSeconds } from "./seconds.ts";

export function compileWait(wait: Of<"Wait">, compile: CompileExpression): RunnableState {
  const exit = compileExit(wait, compile);
  const until = compileUntil(wait, compile);
  return {
    enter: async (visit) => ({ do: "rest", phase: "wait", due: await until(visit) }),
    resume: ({ execution }) => leave(exit, execution, execution.stateInput),
  };
}

type Until = (visit: Parameters<RunnableState["enter"]>[0]) => Promise<number>;

function compileUntil(wait: Of<"Wait">, compile: CompileExpression): Until {
  if (wait.Timestamp !== undefined) {
    const timestamp = compileTemplate(wait.Timestamp, compile);
    return async ({ execution, now }) => Math.max(now, timeOf(await timestamp(scopeOf(execution))));
  }
  const seconds = compileSeconds("Seconds", wait.Seconds ?? 0, 0, compile);
  return async ({ execution, now }) => now + 1000 * (await seconds(execution));
}

/** RFC 3339, with its zone: Date alone would take many a string for a time. */
function timeOf(value: unknown): number {
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const time = isTime ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new StatesError(QUERY_EVALUATION, `Timestamp is no time: ${JSON.stringify(value)}.`);
  return time;
}

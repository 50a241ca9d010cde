import type { Value } from "../../../store/table.ts";
import { LONGEST_SECONDS, type Of } from "../language/definition.ts";
import type { CompileExpression } from "../language/expression.ts";
import { compileTemplate } from "../language/template.ts";
import { scopeOf } from "./context.ts";
import { compileExit, type Exit, leave } from "./leave.ts";
import type { RunnableState, Visit } from "./move.ts";
import { compileRecovery } from "./recover.ts";
import { compileSeconds } from "./seconds.ts";

type Task = Of<"Task">;
type Send = Extract<Task, { Arguments: { QueueUrl: string } }>;
type Invoke = Exclude<Task, Send>;

export function compileTask(task: Task, compile: CompileExpression): RunnableState {
  const exit = compileExit(task, compile);
  const begin = isSend(task) ? compileSend(task, exit, compile) : compileInvoke(task, compile);
  return {
    ...begin,
    resume: ({ execution }, result) => leave(exit, execution, result, { result }),
    recover: compileRecovery(task, compile),
  };
}

function isSend(task: Task): task is Send {
  return "QueueUrl" in task.Arguments;
}

/** The message leaves when the state is entered, and lives on whatever becomes of the execution, as on SQS. */
function compileSend(task: Send, exit: Exit, compile: CompileExpression): RunnableState {
  const body = compileTemplate(task.Arguments.MessageBody, compile);
  const delay = compileSeconds("DelaySeconds", task.Arguments.DelaySeconds ?? 0, 0, compile);
  const seconds = compileTimeout(task, compile);
  const waits = waitsForToken(task);
  return {
    async enter(visit) {
      const { execution, now } = visit;
      const content = await body(scopeOf(execution));
      const due = now + 1000 * (await delay(execution));
      const deadline = waits ? now + 1000 * (await seconds(execution)) : now;
      const id = visit.post({ queue: task.Arguments.QueueUrl, body: content, due });
      if (waits) return { do: "rest", phase: "token", due: deadline };
      const result = { MessageId: String(id) };
      return leave(exit, execution, result, { result });
    },
  };
}

function compileInvoke(task: Invoke, compile: CompileExpression): RunnableState {
  const payload = compileTemplate(task.Arguments.Payload ?? {}, compile);
  const seconds = compileTimeout(task, compile);
  return {
    async enter({ execution, now }) {
      return { do: "rest", phase: "call", due: now, deadline: now + 1000 * (await seconds(execution)) };
    },
    call: {
      name: task.Arguments.FunctionName,
      payload: async ({ execution }: Visit): Promise<Value> => payload(scopeOf(execution)),
      byToken: waitsForToken(task),
      seconds: ({ execution }: Visit) => seconds(execution),
    },
  };
}

function compileTimeout(task: Task, compile: CompileExpression) {
  return compileSeconds("TimeoutSeconds", task.TimeoutSeconds ?? LONGEST_SECONDS, 1, compile);
}

function waitsForToken(task: Task): boolean {
  return task.Resource.endsWith(".waitForTaskToken");
}

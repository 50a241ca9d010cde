import { type Execution, tokenOf } from "../execution.ts";
import type { Scope } from "../language/scope.ts";

/** What a state's expressions see. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export function scopeOf(execution: Execution, more: Partial<Scope["states"]> = {}): Scope {
  return {
    states: { input: execution.stateInput, context: contextOf(execution), ...more },
    variables: execution.variables,
  };
}

/** Times are written out only when an expression asks: it is a tenth of a turn's work. */
function contextOf(execution: Execution): Record<string, unknown> {
  const { machine } = execution;
  const name = `${machine.campaign}-${machine.version}`;
  return {
    Execution: {
      Id: `${name}:${execution.name}`,
      Name: execution.name,
      Input: execution.input,
      get StartTime() {
        return iso(execution.started);
      },
    },
    State: {
      Name: execution.state,
      get EnteredTime() {
        return iso(execution.entered);
      },
      RetryCount: execution.tries.reduce((sum, count) => sum + count, 0),
    },
    StateMachine: { Id: name, Name: name },
    Task: { Token: tokenOf(execution) },
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

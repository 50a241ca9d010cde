/** An error of a state: `name` is what Retry and Catch match, `message` is the Cause. */
export class StatesError extends Error {
  constructor(name: string, cause: string) {
    // Errors of states are their normal way on, where nobody reads a stack: collecting it costs more than the state itself.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(cause);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = name;
  }
}

/** https://states-language.net/spec.html#appendix-a */
export const TIMEOUT = "States.Timeout";
export const TASK_FAILED = "States.TaskFailed";
export const ALL = "States.ALL";
export const RUNTIME = "States.Runtime";
export const QUERY_EVALUATION = "States.QueryEvaluationError";
export const NO_CHOICE_MATCHED = "States.NoChoiceMatched";

/** A machine that cannot be run here, with everything that is wrong with it. */
export class MachineRefused extends Error {
  override name = "MachineRefused";
  readonly faults: readonly string[];
  constructor(machine: string, faults: readonly string[]) {
    super(`${machine} cannot be run:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

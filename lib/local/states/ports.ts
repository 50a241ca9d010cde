import type { Executions, Tokens } from "../../journey/ports.ts";
import type { Value } from "../../store/table.ts";
import type { Clock } from "../clock.ts";
import { StatesError } from "./errors.ts";
import { type Execution, parseToken } from "./execution.ts";
import type { Machines } from "./machines.ts";
import { failing, resumed } from "./outside/calls.ts";
import { plainCopy } from "./plain.ts";
import type { ExecutionRows } from "./rows/store.ts";
import { stateOf, type Turn } from "./step.ts";
import type { Turns } from "./turns.ts";

interface Parts {
  clock: Clock;
  machines: Machines;
  executions: ExecutionRows;
  turns: Turns;
}

/** Step Functions' own rule for names. */
const NAME = /^[0-9A-Za-z_-]{1,80}$/;

/** Starting and stopping. A name is used once, for ever; starting refuses an unregistered version and an ill-formed name. */
export function createExecutions({ clock, machines, executions, turns }: Parts): Executions {
  return {
    async start(campaign, version, name, input) {
      const machine = machines.find(campaign, version);
      if (machine === undefined)
        throw new Error(`no machine of campaign ${campaign}, version ${version}; register it first`);
      if (!NAME.test(name)) throw new Error(`"${name}" cannot name an execution; use 1 to 80 of 0-9 A-Z a-z _ -`);
      if (executions.idOf(name) !== undefined) return;
      const own = plainCopy({ ...input });
      const execution = newExecution(executions.newId(), name, machine, own, clock.now());
      await turns.take(execution, { do: "go", to: machine.startAt, output: own, assign: undefined });
    },
    async stop(campaign, version, name, cause) {
      const id = executions.idOf(name);
      const execution = id === undefined ? undefined : executions.load(id);
      if (execution?.machine.campaign !== campaign || execution.machine.version !== version) return;
      turns.abort(execution, cause);
    },
  };
}

function newExecution(id: number, name: string, machine: Execution["machine"], input: Value, now: number): Execution {
  return {
    id,
    name,
    machine,
    input,
    started: now,
    visit: 0,
    state: "",
    entered: now,
    stateInput: input,
    variables: {},
    tries: [],
    phase: "wait",
    due: now,
    deadline: now,
  };
}

/** A token is good once, for the visit of the state that made it. */
export function createTokens({ executions, turns }: Pick<Parts, "executions" | "turns">): Tokens {
  async function answer(token: string, turn: Turn): Promise<boolean> {
    const parsed = parseToken(token);
    const execution = parsed && executions.load(parsed.id);
    if (execution === undefined || execution.visit !== parsed?.visit || !waits(execution)) return false;
    return turns.take(execution, turn);
  }
  return {
    succeed(token, output) {
      const result = plainCopy(output) ?? null;
      return answer(token, (state, visit) => resumed(state.resume?.(visit, result)));
    },
    fail: (token, error, cause) => answer(token, failing(new StatesError(error, cause))),
  };
}

/** A function may answer the token that it was called with before it returns. */
function waits(execution: Execution): boolean {
  return execution.phase === "token" || (execution.phase === "call" && stateOf(execution).call?.byToken === true);
}

import type { Value } from "../../store/table.ts";
import type { EndStatus } from "./step.ts";

/** Who else wants to know. */
export interface Hooks {
  /**
   * Each state entered, and each retry: what AWS bills. Called inside the transaction that enters the state, so that what it
   * writes to the same database is kept or lost together with it. It must not wait, and what it throws undoes the turn.
   */
  onTransition?(transition: Transition): void;
  /** Called until it resolves, also across restarts: at least once for each execution. */
  onEnd?(end: End): Promise<void>;
}

export interface Transition {
  campaign: string;
  version: string;
  execution: string;
  state: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface End {
  campaign: string;
  version: string;
  execution: string;
  input: Value;
  status: EndStatus;
  output?: Value;
  error?: string;
  cause?: string;
  /** Epoch milliseconds. */
  at: number;
}

/** What machines call. A name is the text in the definition, placeholders and all. */
export interface Handlers {
  /** By QueueUrl. A message comes at least once; one that is thrown at comes again later, up to 10 times. */
  queues: Readonly<Record<string, (message: Value) => Promise<void>>>;
  /** By FunctionName. What is thrown fails the task: its name is the error, its message the cause. */
  functions: Readonly<Record<string, (payload: Value) => Promise<unknown>>>;
}

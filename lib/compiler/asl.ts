/** The subset of Amazon States Language (JSONata) that the compiler writes. https://states-language.net/spec.html */
export interface StateMachine {
  Comment: string;
  QueryLanguage: "JSONata";
  StartAt: string;
  States: Record<string, State>;
}

export type State = TaskState | ChoiceState | WaitState | PassState | SucceedState;

/** Exactly one of Next and End. */
export type Onward = { Next: string; End?: never } | { End: true; Next?: never };

export type TaskState = {
  Type: "Task";
  Comment?: string;
  Resource:
    | "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
    | "arn:aws:states:::lambda:invoke"
    | "arn:aws:states:::lambda:invoke.waitForTaskToken";
  Arguments: Record<string, unknown>;
  Output?: unknown;
  TimeoutSeconds: number;
  Retry?: Retrier[];
  Catch?: Catcher[];
} & Onward;

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  ErrorEquals: string[];
  Output?: unknown;
  Next: string;
}

export interface ChoiceState {
  Type: "Choice";
  Comment?: string;
  Choices: { Condition: string; Next: string }[];
  Default: string;
}

export type WaitState = { Type: "Wait"; Comment?: string } & ({ Seconds: number } | { Timestamp: string }) & Onward;

export type PassState = { Type: "Pass"; Comment?: string; Output?: unknown } & Onward;

/** Without an Output: emulators of Step Functions ignore it here, so an outcome travels in a Pass that ends. */
export interface SucceedState {
  Type: "Succeed";
  Comment?: string;
}

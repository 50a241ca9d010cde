import type { Value } from "../../../store/table.ts";

/** What an expression can see: `$states` and the variables. */
export interface Scope {
  readonly states: {
    readonly input: Value;
    readonly result?: Value;
    readonly errorOutput?: { Error: string; Cause: string };
    readonly context: Record<string, unknown>;
  };
  readonly variables: Variables;
}

export type Variables = Readonly<Record<string, Value>>;

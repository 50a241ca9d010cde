import type { Engine } from "../engines/ministack.ts";

/**
 * Where an HTTP API is reached on the engine, given its address from a stack output. That address is a host name
 * (`<id>.execute-api.localhost`, or AWS's own) which this machine need not resolve; the engine takes the id in the path too.
 */
export function apiUrl(engine: Engine, output: string): string {
  const id = /^https?:\/\/([a-z0-9]+)\.execute-api\./.exec(output)?.[1];
  if (id === undefined) throw new Error(`not the address of an HTTP API: ${output}`);
  return `${engine.endpoint}/_aws/execute-api/${id}/$default`;
}

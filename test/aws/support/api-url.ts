import type { Engine } from "../engines/ministack.ts";

/**
 * Where an address of an HTTP API is reached on the engine: the API's own (a stack output) or one below it (a link in a mail).
 * Those have a host name, `<id>.execute-api.localhost` or AWS's own, which this machine need not resolve; the engine takes the
 * id in the path too.
 */
export function apiUrl(engine: Engine, address: string): string {
  const { hostname, pathname, search } = new URL(address);
  const id = /^([a-z0-9]+)\.execute-api\./.exec(hostname)?.[1];
  if (id === undefined) throw new Error(`not an address of an HTTP API: ${address}`);
  return `${engine.endpoint}/_aws/execute-api/${id}/$default${pathname === "/" ? "" : pathname}${search}`;
}

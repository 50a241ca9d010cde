import { InvokeCommand } from "@aws-sdk/client-lambda";
import { withoutAddresses } from "../aws/addresses.ts";
import type { Clients } from "./clients.ts";

/** The function was called and did not do it. */
export class CallFailed extends Error {
  override name = "CallFailed";
}

/** Calls a function and waits for what it answers. Throws {@link CallFailed} with the function's own words. */
export async function invoke(functions: Clients["functions"], name: string, payload: unknown): Promise<unknown> {
  const answer = await functions.send(
    new InvokeCommand({ FunctionName: name, InvocationType: "RequestResponse", Payload: JSON.stringify(payload) }),
  );
  const text = answer.Payload === undefined ? "" : Buffer.from(answer.Payload).toString("utf8");
  const said = text === "" ? undefined : JSON.parse(text);
  if (answer.FunctionError === undefined) return said;
  const { errorType = answer.FunctionError, errorMessage = "" } = (said ?? {}) as Record<string, unknown>;
  throw new CallFailed(withoutAddresses(`${errorType}: ${errorMessage}`));
}

/** `arn:aws:lambda:region:account:function:Name:$LATEST`, or a name, is `Name`. */
export function functionName(arn: string): string {
  return /:function:([^:]+)/.exec(arn)?.[1] ?? arn;
}

import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from "@aws-sdk/client-sfn";
import type { Tokens } from "../journey/ports.ts";
import { isNamed } from "./errors.ts";

/** Task tokens of Step Functions behind the port. A token that nobody waits on any more answers false. */
export function createTokens({ client }: { client: Pick<SFNClient, "send"> }): Tokens {
  return {
    succeed: (taskToken, output) =>
      taken(() => client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
    fail: (taskToken, error, cause) =>
      taken(() => client.send(new SendTaskFailureCommand({ taskToken, error, cause }))),
  };
}

/** The state went on, timed out or was stopped; or the token was answered before. */
async function taken(answer: () => Promise<unknown>): Promise<boolean> {
  try {
    await answer();
    return true;
  } catch (error) {
    if (isNamed(error, "TaskDoesNotExist", "TaskTimedOut", "InvalidToken")) return false;
    throw error;
  }
}

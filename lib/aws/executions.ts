import { type SFNClient, StartExecutionCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import type { Executions } from "../journey/ports.ts";
import type { Catalog } from "./catalog.ts";
import { isNamed } from "./errors.ts";

/** Step Functions takes causes of up to 32,768 characters; ours are outcomes, and short. */
const LONGEST_CAUSE = 1_000;

/** Step Functions behind the port. `start` throws when the catalog does not know this version: nothing could run it. */
export function createExecutions({
  client,
  catalog,
}: {
  client: Pick<SFNClient, "send">;
  catalog: Pick<Catalog, "arnOf">;
}): Executions {
  return {
    async start(campaign, version, name, input) {
      const stateMachineArn = await catalog.arnOf(campaign, version);
      if (stateMachineArn === undefined) {
        throw new Error(
          `the catalog has no machine of campaign ${campaign}, version ${version}, so execution ${name} was not started; deploy again: the deployment writes the catalog`,
        );
      }
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      } catch (error) {
        // Started before; that one may have ended since.
        if (!isNamed(error, "ExecutionAlreadyExists")) throw error;
      }
    },
    async stop(campaign, version, name, cause) {
      const machine = await catalog.arnOf(campaign, version);
      if (machine === undefined) return;
      try {
        await client.send(
          new StopExecutionCommand({ executionArn: executionArn(machine, name), cause: cause.slice(0, LONGEST_CAUSE) }),
        );
      } catch (error) {
        if (!isNamed(error, "ExecutionDoesNotExist", "StateMachineDoesNotExist")) throw error;
      }
    },
  };
}

/** `arn:aws:states:region:account:stateMachine:Name` runs `arn:aws:states:region:account:execution:Name:execution`. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;
}

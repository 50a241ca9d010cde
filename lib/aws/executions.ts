import { type SFNClient, StartExecutionCommand, StopExecutionCommand } from "@aws-sdk/client-sfn";
import type { Executions } from "../journey/ports.ts";
import type { Catalog } from "./catalog.ts";
import { isNamed } from "./errors.ts";

/** Step Functions takes causes of up to 32,768 characters; ours are outcomes, and short. */
const LONGEST_CAUSE = 1_000;

interface Parts {
  client: Pick<SFNClient, "send">;
  catalog: Pick<Catalog, "arnOf">;
}

/** Step Functions behind the port. `start` throws when the catalog does not know this version: nothing could run it. */
export function createExecutions({ client, catalog }: Parts): Executions {
  async function startOn(stateMachineArn: string, name: string, input: string): Promise<"started" | "no machine"> {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    } catch (error) {
      if (isNamed(error, "StateMachineDoesNotExist", "StateMachineDeleting")) return "no machine";
      // Started before; that one may have ended since.
      if (!isNamed(error, "ExecutionAlreadyExists")) throw error;
    }
    return "started";
  }

  return {
    async start(campaign, version, name, input) {
      for (const afresh of [false, true]) {
        const arn = await catalog.arnOf(campaign, version, { afresh });
        if (arn === undefined) break;
        if ((await startOn(arn, name, JSON.stringify(input))) === "started") return;
      }
      throw new Error(
        `there is no machine of campaign ${campaign}, version ${version}, so execution ${name} was not started; deploy again: the deployment makes the machine and writes the catalog`,
      );
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
function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;
}

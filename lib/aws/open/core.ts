import type { Core, Log } from "../../journey/ports.ts";
import { openDynamoTable } from "../../store/dynamodb.ts";
import type { Table } from "../../store/table.ts";
import { createCatalog } from "../catalog.ts";
import { dynamoClient, schedulerClient, statesClient } from "../clients.ts";
import { need } from "../environment.ts";
import { createExecutions } from "../executions.ts";
import { createSchedules } from "../schedules.ts";
import { createTokens } from "../tokens.ts";

/** What every journey function needs, on AWS. Settings of schedules are read when one is set: few functions do, and have them. */
export function openCore(log: Log): Core {
  ports ??= openPorts();
  return { ...ports, log, now: Date.now };
}

let ports: Omit<Core, "log" | "now"> | undefined;

function openPorts(): Omit<Core, "log" | "now"> {
  const table = openStateTable();
  const client = statesClient();
  return {
    table,
    executions: createExecutions({ client, catalog: createCatalog({ table }) }),
    tokens: createTokens({ client }),
    schedules: {
      set: (...args) => schedules().set(...args),
      cancel: (name) => schedules().cancel(name),
    },
  };
}

export function openStateTable(): Table {
  return openDynamoTable({ client: dynamoClient(), tableName: need("STATE_TABLE") });
}

function schedules() {
  return createSchedules({
    client: schedulerClient(),
    group: need("SCHEDULE_GROUP"),
    target: () => ({
      functionArn: need("BEGIN_FUNCTION_ARN"),
      roleArn: need("SCHEDULE_ROLE_ARN"),
      deadLetterArn: need("SCHEDULE_DEAD_LETTER_ARN"),
    }),
    now: Date.now,
  });
}

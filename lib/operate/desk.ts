import { GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { type Catalog, createCatalog } from "../aws/catalog.ts";
import { createExecutions } from "../aws/executions.ts";
import { createSchedules, type ScheduleTarget } from "../aws/schedules.ts";
import { createSecrets } from "../aws/secrets.ts";
import { createTokens } from "../aws/tokens.ts";
import { createAddresses } from "../journey/addresses.ts";
import type { Addresses, Core } from "../journey/ports.ts";
import { openDynamoTable } from "../store/dynamodb.ts";
import { type Clients, openClients, type Place } from "./clients.ts";
import { type EventsTable, openEventsTable } from "./events/table.ts";
import type { Time } from "./pace.ts";
import { findStack, type Stack } from "./stack.ts";
import { Trouble } from "./trouble.ts";

/** A stack, and everything that commands reach it by. */
export interface Desk extends Core {
  stack: Stack;
  clients: Clients;
  catalog: Catalog;
  events: EventsTable;
  time: Time;
}

/** A desk that can tell which record is whose address. */
export interface KeyedDesk extends Desk {
  addresses: Addresses;
}

/** Throws {@link Trouble} when there is no such stack. */
export async function openDesk(
  place: Place & { stack: string },
  parts: { time: Time; log: Core["log"]; clients?: Clients },
): Promise<Desk> {
  const clients = parts.clients ?? openClients(place);
  const stack = await findStack(clients, place.stack);
  const { StateTable, EventsTable: eventsTable, ScheduleGroup: group, EnrollFunction } = stack.outputs;
  const table = openDynamoTable({ client: clients.dynamo, tableName: StateTable });
  const catalog = createCatalog({ table });
  const { now } = parts.time;
  let target: Promise<ScheduleTarget> | undefined;
  return {
    stack,
    clients,
    table,
    catalog,
    executions: createExecutions({ client: clients.states, catalog }),
    tokens: createTokens({ client: clients.states }),
    schedules: {
      async set(name, at, what) {
        target ??= scheduleTarget(clients, EnrollFunction);
        const known = await target;
        await createSchedules({ client: clients.schedules, group, target: () => known, now }).set(name, at, what);
      },
      cancel: (name) => createSchedules({ client: clients.schedules, group, target: noTarget, now }).cancel(name),
    },
    events: openEventsTable(clients.dynamo, eventsTable),
    log: parts.log,
    now,
    time: parts.time,
  };
}

/** Few commands need the stack's key of addresses, and few operators should: it is asked for by itself. Throws {@link Trouble}. */
export async function withAddresses(desk: Desk): Promise<KeyedDesk> {
  const outputs: Readonly<Record<string, string | undefined>> = desk.stack.outputs;
  const arn = outputs.AddressSecretArn;
  if (arn === undefined || arn === "") {
    throw new Trouble(
      `stack ${desk.stack.name} has no output AddressSecretArn: it was deployed before addresses had a key; deploy it again, and then run this`,
    );
  }
  const secrets = createSecrets({ client: desk.clients.secrets, now: desk.now });
  return { ...desk, addresses: createAddresses(await secrets(arn)) };
}

function noTarget(): ScheduleTarget {
  throw new Error("a schedule that is taken back has no target");
}

/** What schedules call is a setting of the function that sets them. */
async function scheduleTarget({ functions }: Clients, enrollFunction: string): Promise<ScheduleTarget> {
  const { Environment } = await functions.send(new GetFunctionConfigurationCommand({ FunctionName: enrollFunction }));
  const need = (name: string): string => {
    const value = Environment?.Variables?.[name];
    if (value !== undefined && value !== "") return value;
    throw new Trouble(`the function ${enrollFunction} has no setting ${name}; deploy the stack again`);
  };
  return {
    functionArn: need("BEGIN_FUNCTION_ARN"),
    roleArn: need("SCHEDULE_ROLE_ARN"),
    deadLetterArn: need("SCHEDULE_DEAD_LETTER_ARN"),
  };
}

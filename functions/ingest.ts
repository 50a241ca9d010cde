import { dynamoClient } from "../lib/aws/clients.ts";
import { answerDoor, doorTrouble, type IngestDeps } from "../lib/aws/courses/ingest.ts";
import { openDeadLetters } from "../lib/aws/dead-letters.ts";
import { createOrders, createPut } from "../lib/aws/door.ts";
import { need } from "../lib/aws/environment.ts";
import type { Open } from "../lib/aws/lambda/handler.ts";
import { httpHandler } from "../lib/aws/lambda/http.ts";
import { openStateTable } from "../lib/aws/open/core.ts";
import { project } from "../lib/aws/project.ts";
import { openSecrets } from "../lib/aws/secrets.ts";
import { readSecrets } from "../lib/door/secrets.ts";

/** The HTTPS door for the shop's events and for webhooks of other shops. */
export const createHandler = (open: Open<IngestDeps>) => httpHandler(open, answerDoor, doorTrouble);

export const handler = createHandler(async () => ({
  secrets: readSecrets(await openSecrets()(need("DOOR_SECRET_ARN"))),
  put: createPut({ client: dynamoClient(), tableName: need("EVENTS_TABLE") }),
  orders: createOrders({ table: openStateTable(), now: Date.now }),
  events: project<"shop">().shop.events,
  deadLetters: openDeadLetters(),
  now: Date.now,
}));

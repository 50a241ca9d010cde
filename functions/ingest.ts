import { dynamoClient } from "../lib/aws/clients.ts";
import { answerDoor, type IngestDeps } from "../lib/aws/courses/ingest.ts";
import { openDeadLetters } from "../lib/aws/dead-letters.ts";
import { createOrders, createPut } from "../lib/aws/door.ts";
import { need } from "../lib/aws/environment.ts";
import { handler as handlerOf } from "../lib/aws/lambda/handler.ts";
import type { HttpRequest } from "../lib/aws/lambda/http.ts";
import type { Open } from "../lib/aws/lambda/records.ts";
import { openStateTable } from "../lib/aws/open/core.ts";
import { openSecrets } from "../lib/aws/secrets.ts";
import { readSecrets } from "../lib/door/secrets.ts";

/** The HTTPS door for the shop's events and for webhooks of other shops. */
export const createHandler = (open: Open<IngestDeps>) =>
  handlerOf(async (request: HttpRequest, tools) => answerDoor(await open(tools), request, tools));

export const handler = createHandler(async () => ({
  secrets: readSecrets(await openSecrets()(need("DOOR_SECRET_ARN"))),
  put: createPut({ client: dynamoClient(), tableName: need("EVENTS_TABLE") }),
  orders: createOrders({ table: openStateTable(), now: Date.now }),
  deadLetters: openDeadLetters(),
  now: Date.now,
}));

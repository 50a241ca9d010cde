import type { Door } from "../../journey/ports.ts";
import { dynamoClient } from "../clients.ts";
import { createPut } from "../door.ts";
import { need } from "../environment.ts";

/** The Events table, for events of our own making: what follows from them comes by its stream, as for the shop's. */
export function openOwnDoor(): Door {
  const put = createPut({ client: dynamoClient(), tableName: need("EVENTS_TABLE") });
  return { put: async (event) => void (await put(event)) };
}

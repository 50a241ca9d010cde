import { type HistoryEvent, paginateGetExecutionHistory } from "@aws-sdk/client-sfn";
import type { Clients } from "./clients.ts";

/** Names of the states an execution has entered, in order. */
export async function executionStates({ states }: Clients, executionArn: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateGetExecutionHistory({ client: states }, { executionArn })) {
    names.push(...(page.events ?? []).flatMap(entered));
  }
  return names;
}

function entered({ type, stateEnteredEventDetails }: HistoryEvent): string[] {
  const name = type?.endsWith("StateEntered") ? stateEnteredEventDetails?.name : undefined;
  return name === undefined ? [] : [name];
}

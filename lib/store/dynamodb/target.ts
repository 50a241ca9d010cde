import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Where the engine's requests go. */
export interface Target {
  /** A client of `@aws-sdk/client-dynamodb`, with its own retries. */
  client: Pick<DynamoDBClient, "send">;
  tableName: string;
}

import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient();

/** A function that asks for one item, for tests to listen to. */
export async function handler(customerId: string): Promise<unknown> {
  const { Item } = await client.send(new GetItemCommand({ TableName: "Shop", Key: { pk: { S: customerId } } }));
  return Item;
}

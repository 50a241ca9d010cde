import { startDynamoDbLocal } from "./dynamodb-local.ts";

/** Owns an engine until it is killed: `node dynamodb-owner-child.ts` prints where the engine answers. */
const { endpoint } = await startDynamoDbLocal();
process.stdout.write(`${endpoint}\n`);

import { fileURLToPath } from "node:url";

/**
 * Packages of the AWS SDK that do nothing in a function, and the few lines that take their place: without these a
 * bundle would be half as large again.
 */
export const INSTEAD: Record<string, string> = {
  "@aws-sdk/credential-provider-node": fileURLToPath(new URL("./instead/credentials.ts", import.meta.url)),
  "@aws-sdk/endpoint-cache": fileURLToPath(new URL("./instead/endpoint-cache.ts", import.meta.url)),
  "@smithy/core/event-streams": fileURLToPath(new URL("./instead/event-streams.ts", import.meta.url)),
  bowser: fileURLToPath(new URL("./instead/bowser.ts", import.meta.url)),
};

import { join } from "node:path";

const stand = (file: string) => join(import.meta.dirname, "instead", file);

/** Packages that do nothing in a function, and the few lines that take their place: a third of a bundle. */
export const INSTEAD: Record<string, string> = {
  "@aws-sdk/credential-provider-node": stand("credentials.ts"),
  "@aws-sdk/endpoint-cache": stand("endpoint-cache.ts"),
  "@smithy/core/event-streams": stand("event-streams.ts"),
  bowser: stand("bowser.ts"),
};

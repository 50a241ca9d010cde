import { readPayload } from "../lib/aws/incoming/payload.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openCore } from "../lib/aws/open/core.ts";
import type { AwaitRequest } from "../lib/compiler/compiled.ts";
import { awaitTarget } from "../lib/journey/await.ts";
import type { Core } from "../lib/journey/ports.ts";

/** Keeps the token of a state that waits for something. */
export const createHandler = (open: Open<Core>) =>
  lambdaHandler(async (event: unknown, tools) => {
    const request = readPayload<AwaitRequest>(event, "what a machine waits for", ["token", "version", "step", "since"]);
    await awaitTarget(await open(tools), request);
  });

export const handler = createHandler(({ log }) => openCore(log));

import { countCall } from "../lib/aws/courses/counting.ts";
import { readPayload } from "../lib/aws/incoming/payload.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openActing } from "../lib/aws/open/acting.ts";
import { type ActRequest, act } from "../lib/journey/act.ts";
import type { ActDeps } from "../lib/journey/ports.ts";

/** Tells systems of the shop, and its team, what a machine wants them to know. */
export const createHandler = (open: Open<ActDeps>) =>
  lambdaHandler(async (event: unknown, tools) => {
    const request = readPayload<ActRequest>(event, "the call of a machine", ["do", "version", "step", "since"]);
    await countCall(tools, async () => act(await open(tools), request));
  });

export const handler = createHandler(openActing);

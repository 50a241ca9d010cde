import { countEnd } from "../lib/aws/courses/counting.ts";
import { readEnd, type StatusChange } from "../lib/aws/incoming/ends.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openStateTable } from "../lib/aws/open/core.ts";
import { finish } from "../lib/journey/finish.ts";
import type { Core } from "../lib/journey/ports.ts";

/** Records the end of a journey, of which EventBridge tells. */
export const createHandler = (open: Open<Pick<Core, "table" | "now">>) =>
  lambdaHandler(async ({ detail }: { detail: StatusChange }, tools) => {
    const end = readEnd(detail);
    if (end === undefined) return;
    await finish(await open(tools), end);
    countEnd(tools, end);
  });

export const handler = createHandler(() => ({ table: openStateTable(), now: Date.now }));

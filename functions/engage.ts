import { countEngagement } from "../lib/aws/courses/counting.ts";
import { readEngagement, type SesEvent } from "../lib/aws/incoming/ses-events.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openCore } from "../lib/aws/open/core.ts";
import { engage } from "../lib/journey/engage.ts";
import type { Core } from "../lib/journey/ports.ts";

/** Takes in what SES tells of a message. */
export const createHandler = (open: Open<Core>) =>
  lambdaHandler(async (event: SesEvent, tools) => {
    const engagement = readEngagement(event);
    if (engagement === undefined) return;
    await engage(await open(tools), engagement);
    countEngagement(tools, engagement);
  });

export const handler = createHandler(({ log }) => openCore(log));

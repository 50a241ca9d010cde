import type { Context, SQSEvent } from "aws-lambda";
import { countEngagement } from "../lib/aws/courses/counting.ts";
import { readEngagement, type SesEvent } from "../lib/aws/incoming/ses-events.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { queueHandler } from "../lib/aws/lambda/records.ts";
import type { Tools } from "../lib/aws/lambda/tools.ts";
import { type Engaging, openEngaging } from "../lib/aws/open/engaging.ts";
import { engage } from "../lib/journey/engage.ts";

/** Takes in what SES tells of a message: from the bus at once, and clicks once more from the queue in which they settle. */
export const createHandler = (open: Open<Engaging>) => {
  const atOnce = lambdaHandler(async (event: SesEvent, tools) => takeIn(await open(tools), event, tools));
  const settled = queueHandler("engage", open, (deps, body, tools) => takeIn(deps, body as SesEvent, tools));
  return (event: SesEvent | SQSEvent, context: Context) =>
    "Records" in event ? settled(event, context) : atOnce(event, context);
};

async function takeIn(deps: Engaging, event: SesEvent, tools: Tools): Promise<void> {
  const engagement = readEngagement(event, deps.hidden);
  if (engagement === undefined) return;
  const alarm = await engage(deps, engagement);
  countEngagement(tools, engagement, alarm);
}

export const handler = createHandler(openEngaging);

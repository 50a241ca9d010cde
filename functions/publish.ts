import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { answering } from "../lib/aws/incoming/custom-resource.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openStateTable } from "../lib/aws/open/core.ts";
import { project } from "../lib/aws/project.ts";
import { type PublishDeps, publish, readMachines } from "../lib/aws/publish.ts";

/** Milliseconds kept for the answer to CloudFormation. */
const RESERVE = 10_000;

/** Writes down what a deployment brings; CloudFormation calls. What was published outlives its deployment: a Delete takes nothing back. */
export const createHandler = (open: Open<PublishDeps>) =>
  lambdaHandler(async (event: CloudFormationCustomResourceEvent, tools, context) =>
    answering(event, context.getRemainingTimeInMillis() - RESERVE, async () => {
      if (event.RequestType === "Delete") return;
      const { templates, ...deps } = await open(tools);
      await publish(deps, { machines: readMachines(event.ResourceProperties), templates });
    }),
  );

export const handler = createHandler(() => ({ table: openStateTable(), now: Date.now, ...project<"templates">() }));

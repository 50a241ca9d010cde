import { readPayload } from "../lib/aws/incoming/payload.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openCore } from "../lib/aws/open/core.ts";
import { project } from "../lib/aws/project.ts";
import { type DecideRequest, decide } from "../lib/journey/decide.ts";
import type { With } from "../lib/journey/ports.ts";

/** Answers what a machine asks about its customer. */
export const createHandler = (open: Open<With<"shop">>) =>
  lambdaHandler(async (event: unknown, tools) => {
    const request = readPayload<DecideRequest>(event, "the question of a machine", ["do", "version", "step", "since"]);
    const answer = await decide(await open(tools), request);
    if (answer.alarm === "coupons low") tools.count("CouponsLow");
    return answer;
  });

export const handler = createHandler(({ log }) => ({ ...openCore(log), ...project<"shop">() }));

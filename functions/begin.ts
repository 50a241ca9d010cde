import { readPayload } from "../lib/aws/incoming/payload.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openCore } from "../lib/aws/open/core.ts";
import { openOwnDoor } from "../lib/aws/open/own-door.ts";
import { begin } from "../lib/journey/begin.ts";
import type { With } from "../lib/journey/ports.ts";

/** Begins a journey whose leading wait is over; its schedule calls. */
export const createHandler = (open: Open<With<"door">>) =>
  lambdaHandler(async (event: unknown, tools) =>
    begin(await open(tools), readPayload(event, "what a schedule begins")),
  );

export const handler = createHandler(({ log }) => ({ ...openCore(log), door: openOwnDoor() }));

import { countEnrolled } from "../lib/aws/courses/counting.ts";
import { type DeadLetters, openDeadLetters } from "../lib/aws/dead-letters.ts";
import { readShopEvent } from "../lib/aws/incoming/shop-event.ts";
import type { Open } from "../lib/aws/lambda/handler.ts";
import { streamHandler } from "../lib/aws/lambda/records.ts";
import { openCore } from "../lib/aws/open/core.ts";
import { project } from "../lib/aws/project.ts";
import { enroll } from "../lib/journey/enroll.ts";
import type { EnrollDeps } from "../lib/journey/ports.ts";

/** Takes in the shop's events from the Events table's stream; a replay calls it with records of the same form. */
export const createHandler = (open: Open<EnrollDeps & { deadLetters: DeadLetters }>) =>
  streamHandler("enroll", open, async (deps, record, tools) => {
    const event = readShopEvent(record, deps.now(), deps.shop.events);
    if (event !== undefined) countEnrolled(tools, await enroll(deps, event));
  });

export const handler = createHandler(({ log }) => {
  const { shop, rules: campaigns } = project<"shop" | "rules">();
  return { ...openCore(log), shop, campaigns, deadLetters: openDeadLetters() };
});

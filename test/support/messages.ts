import type { AwaitRequest, SendMessage } from "../../lib/compiler/compiled.ts";
import { enrollmentId } from "../../lib/journey/hash.ts";
import { purchase, START } from "./events.ts";

/** The enrollment that `purchase(customer)` starts in a campaign. */
export function enrolledBy(customer: string, campaign = "welcome", event = purchase(customer)): string {
  return enrollmentId(campaign, customer, event.eventId);
}

/** What the queue carries for the message of this step, as its state sent it at the start. */
export function messageFor(customer: string, changes: Partial<SendMessage> = {}): SendMessage {
  const { campaign = "welcome", step = "hello" } = changes;
  return {
    token: `token-${step}`,
    enrollment: enrolledBy(customer, campaign),
    customer,
    campaign,
    version: "1",
    step,
    template: step,
    with: {},
    due: new Date(START).toISOString(),
    rules: { lateAfterSeconds: 86_400 },
    then: { do: "go on" },
    ...changes,
  };
}

/** What a state asks that waits for something, entered at the start. */
export function awaitFor(
  customer: string,
  target: AwaitRequest["target"],
  changes: Partial<AwaitRequest> = {},
): AwaitRequest {
  return {
    token: "token-wait",
    enrollment: enrolledBy(customer, changes.campaign),
    customer,
    campaign: "welcome",
    version: "1",
    step: "waitFor-1",
    since: new Date(START).toISOString(),
    target,
    seconds: 3_600,
    ...changes,
  };
}

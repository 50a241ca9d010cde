import type { SesEvent } from "../../../lib/aws/incoming/ses-events.ts";
import type { SendId } from "../../../lib/journey/ports.ts";

/** An event of SES about a message of ours, as EventBridge hands it over; `part` is the object of its kind. */
export function sesEvent(eventType: string, { customer, enrollment, step }: SendId, part: object = {}): SesEvent {
  return {
    time: "2026-01-01T12:31:00Z",
    detail: {
      eventType,
      mail: {
        messageId: "ses-1",
        timestamp: "2026-01-01T12:00:00.000Z",
        tags: {
          "ses:configuration-set": ["RegularsProd"],
          customer: [Buffer.from(customer).toString("base64url")],
          enrollment: [enrollment],
          step: [step],
          campaign: ["welcome"],
        },
      },
      ...part,
    },
  };
}

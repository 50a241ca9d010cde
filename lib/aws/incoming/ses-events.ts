import type { Engagement } from "../../journey/engage.ts";
import type { SendId } from "../../journey/ports.ts";

/**
 * An event of SES as EventBridge hands it over; `detail` is what SES publishes everywhere.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export interface SesEvent {
  /** ISO 8601. */
  time?: string;
  detail?: Detail;
}

interface Detail {
  eventType?: string;
  mail?: { messageId?: string; timestamp?: string; tags?: Record<string, string[] | undefined> };
  delivery?: { timestamp?: string };
  open?: { timestamp?: string };
  click?: { timestamp?: string };
  bounce?: { timestamp?: string; bounceType?: string; bounceSubType?: string };
  complaint?: { timestamp?: string; complaintFeedbackType?: string | null };
}

type Reader = (about: {
  message: SendId;
  detail: Detail;
  at(stamp: string | undefined): number;
}) => Engagement | undefined;

const READERS: Record<string, Reader> = {
  Send: ({ message, detail: { mail }, at }) => ({
    fact: "sent",
    message,
    at: at(mail?.timestamp),
    messageId: mail?.messageId ?? "",
  }),
  Delivery: ({ message, detail, at }) => ({ fact: "delivered", message, at: at(detail.delivery?.timestamp) }),
  Open: ({ message, detail, at }) => ({ fact: "opened", message, at: at(detail.open?.timestamp) }),
  Click: ({ message, detail, at }) => ({ fact: "clicked", message, at: at(detail.click?.timestamp) }),
  Bounce: ({ message, detail: { bounce }, at }) => ({
    fact: "bounced",
    message,
    at: at(bounce?.timestamp),
    kind: bounceKind(bounce ?? {}),
  }),
  // "not-spam": the reader has taken the message out of the spam folder.
  Complaint: ({ message, detail: { complaint }, at }) =>
    complaint?.complaintFeedbackType === "not-spam"
      ? undefined
      : { fact: "complained", message, at: at(complaint?.timestamp) },
  // SES took these and sent nothing: they came back, and it was not the address.
  Reject: ({ message, at }) => ({ fact: "bounced", message, at: at(undefined), kind: "message" }),
  "Rendering Failure": ({ message, at }) => ({ fact: "bounced", message, at: at(undefined), kind: "message" }),
};

/** What came back about a message of ours. Undefined: it is not ours, or the event tells nothing that counts. */
export function readEngagement(event: SesEvent): Engagement | undefined {
  const { detail = {}, time } = event;
  const reader = READERS[detail.eventType ?? ""];
  const message = messageOf(detail.mail?.tags ?? {});
  if (reader === undefined || message === undefined) return undefined;
  const at = (stamp: string | undefined): number => {
    const told = Date.parse(stamp ?? "");
    return Number.isNaN(told) ? Date.parse(time ?? detail.mail?.timestamp ?? "") : told;
  };
  return reader({ message, detail, at });
}

/** The tags that our mailer gave it: a list of values each. */
function messageOf(tags: Record<string, string[] | undefined>): SendId | undefined {
  const [customer = "", enrollment = "", step = ""] = ["customer", "enrollment", "step"].map((name) => tags[name]?.[0]);
  if (customer === "" || enrollment === "" || step === "") return undefined;
  const id = Buffer.from(customer, "base64url").toString("utf8");
  // One spelling only: anybody in the account may tag a message "customer".
  return Buffer.from(id).toString("base64url") === customer ? { customer: id, enrollment, step } : undefined;
}

/** Bounces that say something about the message, and nothing about its address. */
const ABOUT_MESSAGE = new Set(["MessageTooLarge", "ContentRejected", "AttachmentRejected"]);

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-object */
function bounceKind({ bounceType, bounceSubType = "" }: { bounceType?: string; bounceSubType?: string }) {
  if (bounceType === "Permanent") return "hard";
  return ABOUT_MESSAGE.has(bounceSubType) ? "message" : "soft";
}

import type { Engagement, Evidence } from "../../journey/engage.ts";
import type { SendId } from "../../journey/ports.ts";

/**
 * An event of SES as EventBridge hands it over; `detail` is what SES publishes everywhere.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export interface SesEvent {
  /** ISO 8601. */
  time?: string;
  detail?: Detail;
  /** On the copies of clicks that the rule for the settling queue makes. */
  look?: string;
}

interface Detail {
  eventType?: string;
  mail?: { messageId?: string; timestamp?: string; tags?: Record<string, string[] | undefined> };
  delivery?: { timestamp?: string };
  open?: { timestamp?: string; userAgent?: string };
  click?: { timestamp?: string; userAgent?: string; link?: string };
  bounce?: Bounce;
  complaint?: { timestamp?: string; complaintFeedbackType?: string | null };
}

interface Bounce {
  timestamp?: string;
  bounceType?: string;
  bounceSubType?: string;
  bouncedRecipients?: { status?: string; diagnosticCode?: string }[];
}

type Reader = (about: {
  message: SendId;
  detail: Detail;
  at(stamp: string | undefined): number;
  /** The address of the link that no person sees. */
  hidden: string;
  look: "first" | "settled";
}) => Engagement | undefined;

const READERS: Record<string, Reader> = {
  Send: ({ message, detail: { mail }, at }) => ({
    fact: "sent",
    message,
    at: at(mail?.timestamp),
    messageId: mail?.messageId ?? "",
  }),
  Delivery: ({ message, detail, at }) => ({ fact: "delivered", message, at: at(detail.delivery?.timestamp) }),
  Open: ({ message, detail: { open }, at }) => ({
    fact: "opened",
    message,
    at: at(open?.timestamp),
    evidence: evidenceOf(open ?? {}),
  }),
  Click: ({ message, detail: { click = {} }, at, hidden, look }) => ({
    fact: "clicked",
    message,
    at: at(click.timestamp),
    evidence: { ...evidenceOf(click), ...linkOf(click.link, hidden) },
    look,
  }),
  Bounce: ({ message, detail: { bounce = {} }, at }) =>
    isAutomaticReply(bounce)
      ? undefined
      : { fact: "bounced", message, at: at(bounce.timestamp), kind: bounceKind(bounce) },
  // "not-spam": the reader has taken the message out of the spam folder.
  Complaint: ({ message, detail: { complaint }, at }) =>
    complaint?.complaintFeedbackType === "not-spam"
      ? undefined
      : { fact: "complained", message, at: at(complaint?.timestamp) },
  // SES took these and sent nothing: they came back, and it was not the address.
  Reject: ({ message, at }) => ({ fact: "bounced", message, at: at(undefined), kind: "message" }),
  "Rendering Failure": ({ message, at }) => ({ fact: "bounced", message, at: at(undefined), kind: "message" }),
};

/**
 * What came back about a message of ours. Undefined: it is not ours, or the event tells nothing that counts.
 * @param hidden the address of the link that no person sees
 */
export function readEngagement(event: SesEvent, hidden: string): Engagement | undefined {
  const { detail = {}, time } = event;
  const reader = READERS[detail.eventType ?? ""];
  const message = messageOf(detail.mail?.tags ?? {});
  if (reader === undefined || message === undefined) return undefined;
  const at = (stamp: string | undefined): number =>
    isMoment(stamp) ? Date.parse(stamp) : Date.parse(time ?? detail.mail?.timestamp ?? "");
  return reader({ message, detail, at, hidden, look: event.look === "settled" ? "settled" : "first" });
}

/** SES tells where a program asked from as well; it is not read. */
function evidenceOf({ timestamp, userAgent }: { timestamp?: string; userAgent?: string }): Evidence {
  return { ...(userAgent === undefined ? {} : { agent: userAgent }), ...(isMoment(timestamp) ? { timed: true } : {}) };
}

function linkOf(link: string | undefined, hidden: string): Evidence {
  return { ...(link === undefined ? {} : { link }), ...(link === hidden ? { hidden: true } : {}) };
}

function isMoment(stamp: string | undefined): stamp is string {
  return !Number.isNaN(Date.parse(stamp ?? ""));
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
function bounceKind({ bounceType, bounceSubType = "" }: Bounce) {
  if (bounceType === "Permanent") return "hard";
  return ABOUT_MESSAGE.has(bounceSubType) ? "message" : "soft";
}

/**
 * Whoever is out of office answers each message, which SES tells as a bounce, too, and does not count as one: a holiday is no
 * reason to suppress an address. A server that sends a message back says why in a delivery status; people's programs do not.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-types
 */
function isAutomaticReply({ bounceType, bounceSubType, bouncedRecipients = [] }: Bounce): boolean {
  if (bounceType !== "Transient" || bounceSubType !== "General") return false;
  return !bouncedRecipients.some(({ status, diagnosticCode }) => status !== undefined || diagnosticCode !== undefined);
}

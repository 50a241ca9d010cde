import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { Clients } from "./clients.ts";
import { type Mail, read } from "./mails.ts";

/** What SES says happened to a message; its `eventType`. */
export type SesEventType = keyof typeof KINDS;

interface Kind {
  readonly detailType: string;
  /** The member of the detail that holds what is particular to this kind. */
  readonly member: string;
  readonly particulars: (address: string, timestamp: string) => object;
}

const WHO = { ipAddress: "192.0.2.1", userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)" };

/** A person reads a minute after delivery, and not at once, as machines do. */
const later = (timestamp: string): string => new Date(Date.parse(timestamp) + 60_000).toISOString();

// Detail types: https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
// Particulars: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
const KINDS = {
  Send: { detailType: "Email Sent", member: "send", particulars: () => ({}) },
  Delivery: {
    detailType: "Email Delivered",
    member: "delivery",
    particulars: (address, timestamp) => ({
      timestamp,
      processingTimeMillis: 1180,
      recipients: [address],
      smtpResponse: "250 ok",
      reportingMTA: "a8-70.smtp-out.amazonses.com",
    }),
  },
  Open: {
    detailType: "Email Opened",
    member: "open",
    particulars: (_, timestamp) => ({ ...WHO, timestamp: later(timestamp) }),
  },
  Click: {
    detailType: "Email Clicked",
    member: "click",
    particulars: (_, timestamp) => ({
      ...WHO,
      timestamp: later(timestamp),
      link: "https://example.com/",
      linkTags: null,
    }),
  },
  Bounce: {
    detailType: "Email Bounced",
    member: "bounce",
    particulars: (emailAddress, timestamp) => ({
      bounceType: "Permanent",
      bounceSubType: "General",
      bouncedRecipients: [
        { emailAddress, action: "failed", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown" },
      ],
      timestamp,
      feedbackId: "0100019a-bounce-000000",
      reportingMTA: "dns; mta.example.com",
    }),
  },
  Complaint: {
    detailType: "Email Complaint Received",
    member: "complaint",
    particulars: (emailAddress, timestamp) => ({
      complainedRecipients: [{ emailAddress }],
      timestamp,
      feedbackId: "0100019a-complaint-000000",
      complaintSubType: null,
      complaintFeedbackType: "abuse",
      arrivalDate: timestamp,
    }),
  },
  Reject: { detailType: "Email Rejected", member: "reject", particulars: () => ({ reason: "Bad content" }) },
  DeliveryDelay: {
    detailType: "Email Delivery Delayed",
    member: "deliveryDelay",
    particulars: (emailAddress, timestamp) => ({
      timestamp,
      delayType: "TransientCommunicationFailure",
      expirationTime: timestamp,
      delayedRecipients: [{ emailAddress, status: "4.4.1", diagnosticCode: "smtp; 421 4.4.1 timed out" }],
    }),
  },
} satisfies Record<string, Kind>;

/**
 * Puts on the default bus what SES would put there about a message; the engine's SES itself says nothing.
 * @param particulars overrides what is particular to this kind, e.g. {link} of a Click, {bounceType} of a Bounce
 */
export async function putSesEvent(
  { events }: Clients,
  mail: Pick<Mail, "messageId" | "FromEmailAddress" | "Destination" | "Content" | "EmailTags" | "ConfigurationSetName">,
  type: SesEventType,
  particulars: object = {},
): Promise<void> {
  const { detailType, member, particulars: usual }: Kind = KINDS[type];
  const timestamp = new Date().toISOString();
  const destination = mail.Destination?.ToAddresses ?? [];
  const detail = {
    eventType: type,
    mail: {
      timestamp,
      source: mail.FromEmailAddress ?? (await read(mail)).header("From"),
      sendingAccountId: "000000000000",
      messageId: mail.messageId,
      destination,
      headersTruncated: false,
      headers: [],
      commonHeaders: { to: destination, messageId: mail.messageId },
      tags: tagsOf(mail),
    },
    [member]: { ...usual(destination[0] ?? "", timestamp), ...particulars },
  };
  const entry = { Source: "aws.ses", DetailType: detailType, Detail: JSON.stringify(detail) };
  const { Entries = [] } = await events.send(new PutEventsCommand({ Entries: [entry] }));
  const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused) throw new Error(`the bus refused the event: ${refused.ErrorCode} ${refused.ErrorMessage}`);
}

/** SES gives each tag as an array, and adds its own. */
function tagsOf({ EmailTags = [], ConfigurationSetName }: Pick<Mail, "EmailTags" | "ConfigurationSetName">) {
  const ours = EmailTags.map(({ Name = "", Value = "" }) => [Name, [Value]]);
  const of = ConfigurationSetName === undefined ? {} : { "ses:configuration-set": [ConfigurationSetName] };
  return { "ses:operation": ["SendEmail"], ...of, ...Object.fromEntries(ours) };
}

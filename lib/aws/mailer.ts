import { type MessageTag, type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { type Mail, type Mailer, NotSent } from "../journey/ports.ts";
import { withoutAddresses } from "./addresses.ts";
import { isNamed, isUnconnected, nameOf } from "./errors.ts";
import { untracked } from "./no-track.ts";

/**
 * SES has not taken the message, and may another time: too fast, sending is switched off for the account or the domain, or the
 * function's role may not send.
 */
const NOT_NOW = [
  "TooManyRequestsException",
  "ThrottlingException",
  "Throttling",
  "LimitExceededException",
  "SendingPausedException",
  "AccountSuspendedException",
  "MailFromDomainNotVerifiedException",
  "NotFoundException",
  "AccessDeniedException",
  "AccessDenied",
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
];
/** SES will not take this message. */
const NEVER = ["MessageRejected", "BadRequestException"];

/**
 * SES behind the port. `client` must not try again by itself (`maxAttempts: 1`): SES has no idempotency token.
 * @param parts.untrackedPrefix links that begin so are left out of click tracking
 */
export function createMailer(parts: {
  client: Pick<SESv2Client, "send">;
  configurationSet: string;
  untrackedPrefix: string;
}): Mailer {
  return {
    async send(mail) {
      try {
        const { MessageId } = await parts.client.send(new SendEmailCommand(request(mail, parts)));
        return { messageId: MessageId ?? "" };
      } catch (error) {
        if (isNamed(error, ...NOT_NOW) || isUnconnected(error)) throw new NotSent(reason(error), false);
        if (isNamed(error, ...NEVER)) throw new NotSent(reason(error), !isAboutSender(error, mail.from));
        throw error;
      }
    },
    // SES cannot be asked; its Send event tells, when it comes.
    wasSent: async () => "unknown",
  };
}

function request(mail: Mail, { configurationSet, untrackedPrefix }: Parameters<typeof createMailer>[0]) {
  const text = (data: string) => ({ Data: data, Charset: "UTF-8" });
  return {
    FromEmailAddress: mail.from,
    Destination: { ToAddresses: [mail.to] },
    Content: {
      Simple: {
        Subject: text(mail.subject),
        Body: { Html: text(untracked(mail.html, untrackedPrefix)), Text: text(mail.text) },
        Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
      },
    },
    EmailTags: tagsOf(mail),
    ConfigurationSetName: configurationSet,
  };
}

/** They come back with every event about the message. A tag may have letters, digits, `_` and `-`; ids of customers have more. */
function tagsOf({ sendId: { customer, enrollment, step }, campaign }: Mail): MessageTag[] {
  const tags = { customer: Buffer.from(customer).toString("base64url"), enrollment, step, campaign };
  return Object.entries(tags).map(([Name, Value]) => ({ Name, Value }));
}

/**
 * The shop's own address or domain is not verified, or not any more: that is no fault of the message. SES names whoever is not.
 * https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 */
function isAboutSender(error: unknown, from: string): boolean {
  const { message } = error as Error;
  return /not verified/i.test(message) && message.toLowerCase().includes(from.toLowerCase());
}

function reason(error: unknown): string {
  return withoutAddresses(`SES did not take the message: ${nameOf(error)}: ${(error as Error).message}`);
}

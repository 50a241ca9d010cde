import { type MessageTag, type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { hiddenLink } from "../email/links/hidden.ts";
import { composeMime } from "../email/mime/compose.ts";
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
 * @param parts.untrackedPrefix links that begin so are left out of click tracking, but for the hidden one
 */
export function createMailer(parts: {
  client: Pick<SESv2Client, "send">;
  configurationSet: string;
  untrackedPrefix: string;
}): Mailer {
  return {
    async send(mail) {
      const command = new SendEmailCommand(request(mail, parts));
      try {
        const { MessageId } = await parts.client.send(command);
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

/**
 * There is no FromEmailAddress: SES would put it in the place of the message's own From, and with it the name would be lost
 * (https://github.com/laravel/framework/pull/37881, https://github.com/aws/aws-sdk-rails/issues/97). The Destination alone says
 * who gets the message, and changes none of its headers.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
function request(mail: Mail, { configurationSet, untrackedPrefix }: Parameters<typeof createMailer>[0]) {
  const html = untracked(mail.html, untrackedPrefix, hiddenLink(untrackedPrefix));
  return {
    Destination: { ToAddresses: [mail.to] },
    Content: { Raw: { Data: Buffer.from(written({ ...mail, html })) } },
    EmailTags: tagsOf(mail),
    ConfigurationSetName: configurationSet,
  };
}

function written(mail: Mail): string {
  try {
    return composeMime(mail);
  } catch (error) {
    throw new NotSent(`the message cannot be written: ${(error as Error).message}`, true);
  }
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

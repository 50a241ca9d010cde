import { CreateEmailIdentityCommand, type EmailContent, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import PostalMime, { type Email } from "postal-mime";
import type { Engine } from "../engines/ministack.ts";
import type { Clients } from "./clients.ts";

/** A message that SES accepted from a function, with the id SES gave it. */
export interface Mail extends Omit<SendEmailCommandInput, "Content"> {
  readonly messageId: string;
  /** As it went over the wire: what is raw, in base64. */
  readonly Content?: Pick<EmailContent, "Simple"> & { readonly Raw?: { readonly Data: string } };
}

/** The messages SES accepted, oldest first; read from the functions' own requests, for the engine forgets tags and headers. */
export function mailsSent(engine: Engine): Mail[] {
  return engine.calls
    .all()
    .filter(({ action, status }) => action === "POST /v2/email/outbound-emails" && status < 300)
    .map(({ asked, answered }) => ({
      ...(asked as Omit<Mail, "messageId">),
      messageId: (answered as { MessageId: string }).MessageId,
    }));
}

/** What a mail program makes of a message. */
export async function read({ Content }: Pick<Mail, "Content">): Promise<Email & { header(name: string): string }> {
  if (Content?.Raw === undefined) throw new Error("this message went out in parts, which SES put together");
  const email = await PostalMime.parse(Buffer.from(Content.Raw.Data, "base64"));
  return { ...email, header: (name) => email.headers.find(({ key }) => key === name.toLowerCase())?.value ?? "" };
}

/** Lets an address, or all of a domain, send: the engine refuses unverified senders as SES does. */
export async function allowSender({ mail }: Clients, identity: string): Promise<void> {
  await mail.send(new CreateEmailIdentityCommand({ EmailIdentity: identity }));
}

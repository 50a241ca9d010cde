import { CreateEmailIdentityCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import type { Engine } from "../engines/ministack.ts";
import type { Clients } from "./clients.ts";

/** A message that SES accepted from a function, with the id SES gave it. */
export interface Mail extends SendEmailCommandInput {
  readonly messageId: string;
}

/** The messages SES accepted, oldest first; read from the functions' own requests, for the engine forgets tags and headers. */
export function mailsSent(engine: Engine): Mail[] {
  return engine.calls
    .all()
    .filter(({ action, status }) => action === "POST /v2/email/outbound-emails" && status < 300)
    .map(({ asked, answered }) => ({
      ...(asked as SendEmailCommandInput),
      messageId: (answered as { MessageId: string }).MessageId,
    }));
}

/** Lets an address, or all of a domain, send: the engine refuses unverified senders as SES does. */
export async function allowSender({ mail }: Clients, identity: string): Promise<void> {
  await mail.send(new CreateEmailIdentityCommand({ EmailIdentity: identity }));
}

import { mailClient } from "../../../lib/aws/clients.ts";
import { createMailer } from "../../../lib/aws/mailer.ts";

/** A function that sends one message, for tests to listen to. */
export async function handler(customer: string): Promise<unknown> {
  const mailer = createMailer({
    client: mailClient(),
    configurationSet: "Mails",
    untrackedPrefix: "https://u.example/",
  });
  return mailer.send({
    sendId: { customer, enrollment: "0123abcd", step: "hello" },
    campaign: "welcome",
    template: "hello",
    from: "hello@bluecup.example",
    fromName: "Röstwerk",
    to: "ann@mail.example",
    subject: "Grüße",
    html: "<p>Hello</p>",
    text: "Hello",
    headers: {},
  });
}

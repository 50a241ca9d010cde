import { SESv2Client } from "@aws-sdk/client-sesv2";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { mailClient } from "../../lib/aws/clients.ts";
import { createMailer } from "../../lib/aws/mailer.ts";
import { composeMime } from "../../lib/email/mime/compose.ts";
import { type Mail, NotSent } from "../../lib/journey/ports.ts";
import { type Fault, fakeAws } from "./support/aws.ts";

const MAIL: Mail = {
  sendId: { customer: "c:42/x", enrollment: "0123abcd", step: "we-miss-you" },
  campaign: "win-back",
  template: "we-miss-you",
  from: "hello@bluecup.example",
  fromName: "Blue Cup Coffee",
  to: "ann@mail.example",
  subject: "Für dich ☕",
  html: '<a href="https://mail.bluecup.example/u/x">no</a><a href="https://bluecup.example">shop</a>',
  text: "Hello",
  headers: {
    "List-Unsubscribe": "<https://mail.bluecup.example/u/x>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
};

function given(answer: () => object | Fault | Error = () => ({ MessageId: "m-1" })) {
  const aws = fakeAws(answer);
  const mailer = createMailer({
    client: new SESv2Client(aws.settings),
    configurationSet: "RegularsProd",
    untrackedPrefix: "https://mail.bluecup.example/",
  });
  return { mailer, calls: aws.calls };
}

describe("the mailer", () => {
  it("hands over one message with tags that find its send again, and the address that it goes to", async () => {
    const { mailer, calls } = given();
    expect(await mailer.send(MAIL)).toEqual({ messageId: "m-1" });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toEqual({
      operation: "POST /v2/email/outbound-emails",
      body: {
        Destination: { ToAddresses: ["ann@mail.example"] },
        Content: { Raw: { Data: expect.any(String) } },
        EmailTags: [
          { Name: "customer", Value: Buffer.from("c:42/x").toString("base64url") },
          { Name: "enrollment", Value: "0123abcd" },
          { Name: "step", Value: "we-miss-you" },
          { Name: "campaign", Value: "win-back" },
        ],
        ConfigurationSetName: "RegularsProd",
      },
    });
    for (const { Value } of calls[0]?.body.EmailTags ?? []) expect(Value).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  });

  it("writes the message as the composer does, with marks on the links that no click may be counted of", async () => {
    const { mailer, calls } = given();
    await mailer.send(MAIL);
    const mime = Buffer.from(calls[0]?.body.Content.Raw.Data, "base64").toString("latin1");
    const html = MAIL.html.replace("<a", "<a ses:no-track");
    expect(mime).toBe(composeMime({ ...MAIL, html }));
    const email = await PostalMime.parse(mime);
    expect(email.from).toEqual({ name: "Blue Cup Coffee", address: "hello@bluecup.example" });
    expect(email.subject).toBe("Für dich ☕");
    expect(email.html?.trim()).toBe(html);
  });

  it("lets SES report who follows the link that no person sees", async () => {
    const { mailer, calls } = given();
    const html = '<a href="https://mail.bluecup.example/h"></a><a href="https://mail.bluecup.example/u/x">no</a>';
    await mailer.send({ ...MAIL, html });
    const mime = Buffer.from(calls[0]?.body.Content.Raw.Data, "base64").toString("latin1");
    expect((await PostalMime.parse(mime)).html?.trim()).toBe(
      '<a href="https://mail.bluecup.example/h"></a><a ses:no-track href="https://mail.bluecup.example/u/x">no</a>',
    );
  });

  it("gives a message up that cannot be written, and asks SES for nothing", async () => {
    const { mailer, calls } = given();
    const error = await mailer
      .send({ ...MAIL, to: "ann@mail.example\r\nBcc: eve@mail.example" })
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(NotSent);
    expect(error).toMatchObject({ forGood: true });
    expect(String(error)).toContain("the message cannot be written: To: character 17 is the control character U+000D");
    expect(String(error)).not.toContain("mail.example");
    expect(calls).toEqual([]);
  });

  it.each([
    "TooManyRequestsException",
    "ThrottlingException",
    "LimitExceededException",
    "SendingPausedException",
    "AccountSuspendedException",
    "MailFromDomainNotVerifiedException",
    "NotFoundException",
    "AccessDeniedException",
  ])("knows that it was not sent, and may be later: %s", async (fault) => {
    const error = await given(() => ({ fault }))
      .mailer.send(MAIL)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotSent);
    expect(error).toMatchObject({ forGood: false });
  });

  it.each(["MessageRejected", "BadRequestException"])("knows that it will never be sent: %s", async (fault) => {
    const message = "Email address is not verified: ann@mail.example";
    const error = await given(() => ({ fault, message }))
      .mailer.send(MAIL)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotSent);
    expect(error).toMatchObject({ forGood: true });
    expect(String(error)).toContain("is not verified");
    expect(String(error)).not.toContain("ann");
  });

  it("waits for the shop's own address to be verified: no message is to blame for that", async () => {
    const message = `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${MAIL.from.toUpperCase()}, ann@mail.example`;
    const error = await given(() => ({ fault: "MessageRejected", message }))
      .mailer.send(MAIL)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "NotSent", forGood: false });
  });

  it("knows that a connection which was never made has sent nothing", async () => {
    const unconnected = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    await expect(given(() => unconnected).mailer.send(MAIL)).rejects.toMatchObject({ name: "NotSent", forGood: false });
  });

  it.each<[string, Fault | Error]>([
    ["a fault of SES", { fault: "InternalServiceErrorException", status: 500 }],
    ["a timeout", Object.assign(new Error("no answer"), { name: "TimeoutError" })],
    ["a cut connection", Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })],
  ])("leaves open what it cannot know: %s", async (_what, answer) => {
    const { mailer, calls } = given(() => answer);
    const error = await mailer.send(MAIL).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(NotSent);
    expect(calls).toHaveLength(1);
  });

  it("cannot say what became of a lost answer, and never tries again by itself", async () => {
    expect(await given().mailer.wasSent(MAIL.sendId)).toBe("unknown");
    expect(await mailClient().config.maxAttempts()).toBe(1);
  });

  it("keeps no connection for the next invocation, by when SES may have closed it", async () => {
    const { requestHandler } = mailClient().config;
    const lookUp = requestHandler as unknown as { configProvider: Promise<{ httpsAgent: { keepAlive: boolean } }> };
    expect((await lookUp.configProvider).httpsAgent.keepAlive).toBe(false);
  });
});

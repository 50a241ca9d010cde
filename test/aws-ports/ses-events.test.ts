import { describe, expect, it } from "vitest";
import { readEngagement as readWith, type SesEvent } from "../../lib/aws/incoming/ses-events.ts";
import { hiddenLink } from "../../lib/email/links/hidden.ts";
import { createLinks } from "../../lib/email/links.ts";
import { sesEvent } from "./support/ses-event.ts";

const MESSAGE = { customer: "c:42/x", enrollment: "e1", step: "hello" };
const AT = "2026-01-01T12:30:00.000Z";

const HIDDEN = "https://mail.bluecup.example/h";
const readEngagement = (event: SesEvent) => readWith(event, HIDDEN);

const about = (eventType: string, part: object = {}) => sesEvent(eventType, MESSAGE, part);

describe("events of SES", () => {
  it("say that a message was taken, under which id", () => {
    expect(readEngagement(about("Send", { send: {} }))).toEqual({
      fact: "sent",
      message: MESSAGE,
      at: Date.parse("2026-01-01T12:00:00Z"),
      messageId: "ses-1",
    });
  });

  it.each([
    ["Delivery", { delivery: { timestamp: AT, recipients: ["ann@mail.example"] } }, "delivered"],
    ["Complaint", { complaint: { timestamp: AT, complaintFeedbackType: "abuse" } }, "complained"],
    ["Complaint", { complaint: { timestamp: AT } }, "complained"],
  ])("tell of a %s", (eventType, part, fact) => {
    expect(readEngagement(about(eventType, part))).toEqual({ fact, message: MESSAGE, at: Date.parse(AT) });
  });

  it("tell of an opening by which program, and never from where", () => {
    expect(readEngagement(about("Open", { open: { timestamp: AT, userAgent: "a", ipAddress: "192.0.2.1" } }))).toEqual({
      fact: "opened",
      message: MESSAGE,
      at: Date.parse(AT),
      evidence: { agent: "a", timed: true },
    });
  });

  it("tell of a click which link it was, and whether people see that one", () => {
    const click = { timestamp: AT, link: "https://shop.example", userAgent: "a", ipAddress: "192.0.2.1" };
    expect(readEngagement(about("Click", { click }))).toEqual({
      fact: "clicked",
      message: MESSAGE,
      at: Date.parse(AT),
      evidence: { agent: "a", link: "https://shop.example", timed: true },
      look: "first",
    });
    expect(readEngagement(about("Click", { click: { ...click, link: HIDDEN } }))).toMatchObject({
      evidence: { link: HIDDEN, hidden: true },
    });
  });

  it("of a click come once more from the queue in which it settles", () => {
    const event = { ...about("Click", { click: { timestamp: AT } }), look: "settled" };
    expect(readEngagement(event)).toMatchObject({ look: "settled" });
  });

  it("know the link that no person sees by the address that messages have", () => {
    const links = createLinks({ keys: ["x".repeat(32)], baseUrl: "https://mail.bluecup.example/" });
    expect([hiddenLink("https://mail.bluecup.example"), hiddenLink("https://mail.bluecup.example/")]).toEqual([
      links.hidden(),
      links.hidden(),
    ]);
    expect(links.hidden()).toBe(HIDDEN);
  });

  it.each([
    ["Permanent", "General", "hard"],
    ["Permanent", "NoEmail", "hard"],
    // SES has not sent these: the address is on its own list, or on this account's.
    ["Permanent", "Suppressed", "hard"],
    ["Permanent", "OnAccountSuppressionList", "hard"],
    ["Transient", "MailboxFull", "soft"],
    ["Transient", "MessageTooLarge", "message"],
    ["Transient", "ContentRejected", "message"],
    ["Transient", "AttachmentRejected", "message"],
    ["Undetermined", "Undetermined", "soft"],
  ])(
    "tell a bounce for good from one for now, and from one of the message: %s, %s",
    (bounceType, bounceSubType, kind) => {
      const bounce = { timestamp: AT, bounceType, bounceSubType };
      expect(readEngagement(about("Bounce", { bounce }))).toEqual({
        fact: "bounced",
        message: MESSAGE,
        at: Date.parse(AT),
        kind,
      });
    },
  );

  it("take the reply of somebody who is out of office for no bounce: a server would say why", () => {
    const general = { timestamp: AT, bounceType: "Transient", bounceSubType: "General" };
    const told = (recipient: object) =>
      readEngagement(
        about("Bounce", {
          bounce: { ...general, bouncedRecipients: [{ emailAddress: "ann@mail.example", ...recipient }] },
        }),
      );
    expect(told({})).toBeUndefined();
    expect(told({ status: "4.4.7" })).toMatchObject({ fact: "bounced", kind: "soft" });
    expect(told({ diagnosticCode: "smtp; 421 try again later" })).toMatchObject({ fact: "bounced", kind: "soft" });
  });

  it.each(["Reject", "Rendering Failure"])("tell of a message that SES took and did not send: %s", (eventType) => {
    expect(readEngagement(about(eventType))).toMatchObject({ fact: "bounced", kind: "message" });
  });

  it("tell of a message that SES did not send because its reader had complained before", () => {
    const complaint = { timestamp: AT, complaintSubType: "OnAccountSuppressionList", complaintFeedbackType: null };
    expect(readEngagement(about("Complaint", { complaint }))).toEqual({
      fact: "complained",
      message: MESSAGE,
      at: Date.parse(AT),
    });
  });

  it("take a message that was moved out of the spam folder for no complaint", () => {
    const complaint = { timestamp: AT, complaintFeedbackType: "not-spam" };
    expect(readEngagement(about("Complaint", { complaint }))).toBeUndefined();
  });

  it("are passed over when they tell nothing that counts", () => {
    expect(readEngagement(about("DeliveryDelay"))).toBeUndefined();
    expect(readEngagement(about("Subscription"))).toBeUndefined();
  });

  it("count from their own time where SES gives none that can be read", () => {
    const read = readEngagement(about("Open", { open: { timestamp: "soon" } }));
    expect(read).toMatchObject({ at: Date.parse("2026-01-01T12:31:00Z"), evidence: {} });
    // How soon after delivery it was is not known.
    expect(read).not.toHaveProperty("evidence.timed");
  });

  it.each<[string, SesEvent]>([
    ["without tags", { detail: { eventType: "Open", mail: { messageId: "1" }, open: { timestamp: AT } } }],
    ["with other tags", { detail: { eventType: "Open", mail: { tags: { campaign: ["newsletter"] } } } }],
    [
      "with a customer that we have not written",
      { detail: { eventType: "Open", mail: { tags: { customer: ["ann smith"], enrollment: ["e"], step: ["s"] } } } },
    ],
    ["without anything", {}],
    ["about the account", { detail: { eventType: "Advisor" } }],
  ])("of others in the account are passed over: %s", (_what, event) => {
    expect(readEngagement(event)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { readEngagement, type SesEvent } from "../../lib/aws/incoming/ses-events.ts";
import { sesEvent } from "./support/ses-event.ts";

const MESSAGE = { customer: "c:42/x", enrollment: "e1", step: "hello" };
const AT = "2026-01-01T12:30:00.000Z";

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
    ["Open", { open: { timestamp: AT, userAgent: "a" } }, "opened"],
    ["Click", { click: { timestamp: AT, link: "https://shop.example" } }, "clicked"],
    ["Complaint", { complaint: { timestamp: AT, complaintFeedbackType: "abuse" } }, "complained"],
    ["Complaint", { complaint: { timestamp: AT } }, "complained"],
  ])("tell of a %s", (eventType, part, fact) => {
    expect(readEngagement(about(eventType, part))).toEqual({ fact, message: MESSAGE, at: Date.parse(AT) });
  });

  it.each([
    ["Permanent", "General", true],
    ["Permanent", "OnAccountSuppressionList", true],
    ["Transient", "MailboxFull", false],
    ["Transient", "General", false],
    ["Undetermined", "Undetermined", false],
  ])("tell a bounce for good from one for now: %s, %s", (bounceType, bounceSubType, isHard) => {
    const bounce = { timestamp: AT, bounceType, bounceSubType };
    expect(readEngagement(about("Bounce", { bounce }))).toEqual({
      fact: "bounced",
      message: MESSAGE,
      at: Date.parse(AT),
      isHard,
    });
  });

  it.each(["Reject", "Rendering Failure"])("tell of a message that SES took and did not send: %s", (eventType) => {
    expect(readEngagement(about(eventType))).toMatchObject({ fact: "bounced", isHard: false });
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
    expect(readEngagement(about("Open", { open: { timestamp: "soon" } }))).toMatchObject({
      at: Date.parse("2026-01-01T12:31:00Z"),
    });
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

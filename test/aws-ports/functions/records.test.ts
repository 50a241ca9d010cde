import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WITHHELD } from "../../../lib/compiler/compiled.ts";
import { NotSent } from "../../../lib/journey/ports.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { DAY, learned, purchase, START, says } from "../../support/events.ts";
import { enrolledBy, messageFor } from "../../support/messages.ts";
import { givenCampaign } from "../../support/shop.ts";
import { givenFunctions } from "../support/functions.ts";
import { catchOutput, type Output } from "../support/invocation.ts";
import { inserted } from "../support/records.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

describe("enroll", () => {
  it("applies the shop's events and starts journeys", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"), purchase("bob"));
    expect(shop.started.map(({ name }) => name)).toEqual([enrolledBy("ann"), enrolledBy("bob")]);
    expect(shop.schedules.has(enrolledBy("ann", "win-back"))).toBe(true);
    expect((await shop.profile("ann")).orders).toBe(1);
    expect(output.metrics()).toEqual({ EventsApplied: 2, Enrolled: 4 });
  });

  it("takes what comes again for what it is", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"), purchase("ann"));
    expect(shop.started).toHaveLength(1);
    expect((await shop.profile("ann")).orders).toBe(1);
    expect(output.metrics()).toMatchObject({ EventsApplied: 1, EventsAgain: 1 });
  });

  it("sets bad events aside with their faults, and applies the good ones beside them", async () => {
    const shop = givenFunctions();
    const bad = { ...purchase("eve"), order: { id: "o", total: "much", currency: "USD" } };
    const ahead = purchase("fay", { at: START + 2 * DAY });
    expect(await shop.tells(bad, ahead, purchase("ann"))).toEqual({ batchItemFailures: [] });
    expect((await shop.profile("ann")).orders).toBe(1);
    expect(shop.letters.map(({ from, why }) => [from, String(why)])).toEqual([
      ["enroll", expect.stringMatching(/^Refused: event order\.total: /)],
      ["enroll", expect.stringMatching(/^Refused: event at: this has not happened yet/)],
    ]);
    // What is set aside is the record: a replay hands it over again as it is.
    expect(shop.letters[0]?.body).toEqual(inserted(bad, "0"));
    expect(output.metrics()).toMatchObject({ SetAside: 2, EventsSetAside: 2, EventsApplied: 1 });
  });

  it("counts who is held out as not enrolled", async () => {
    const shop = givenFunctions(givenDoubles({ campaigns: [givenCampaign({ ...TWO_MAILS, holdout: "90%" })] }));
    const events = Array.from({ length: 30 }, (_, n) => purchase(`c-${n}`));
    await shop.tells(...events);
    expect(output.metrics().Enrolled).toBe(shop.started.length);
    expect(shop.started.length).toBeLessThan(30);
  });
});

describe("send", () => {
  it("sends, and counts what became of each message", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"), purchase("bob"), purchase("cid"));
    await shop.tells(learned("bob", says(false, START), { at: START }));
    shop.unrenderable.add("cid");
    expect(await shop.hands(messageFor("ann"), messageFor("bob"), messageFor("cid"))).toEqual({
      batchItemFailures: [],
    });
    expect(shop.mailer.taken.map(({ mail }) => mail.to)).toEqual(["ann@mail.example"]);
    expect(output.metrics()).toMatchObject({ MessagesSent: 1, MessagesWithheld: 1, TemplateFaults: 1 });
    expect(shop.answers.get("token-hello")).toBe("ok");
  });

  it("hands a message back that SES has no time for", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"));
    Object.assign(shop.deps.mailer, { send: () => Promise.reject(new NotSent("too fast", false)) });
    expect(await shop.hands(messageFor("ann"))).toEqual({ batchItemFailures: [{ itemIdentifier: "m-0" }] });
    expect((await shop.sends("ann"))[0]?.state).toBe("released");
    expect(output.lines()).toEqual([
      expect.objectContaining({
        message: "a record will be tried again",
        campaign: "welcome",
        enrollment: enrolledBy("ann"),
        step: "hello",
      }),
    ]);
    expect(shop.letters).toEqual([]);
  });

  it("withholds what SES refuses for good", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"));
    Object.assign(shop.deps.mailer, { send: () => Promise.reject(new NotSent("refused", true)) });
    const then = { do: "wait for", target: { fact: "clicked", message: "hello" }, seconds: 3_600 } as const;
    expect(await shop.hands(messageFor("ann", { then }))).toEqual({ batchItemFailures: [] });
    expect(shop.answers.get("token-hello")).toBe(`${WITHHELD}: refused`);
  });

  it("sets aside what is no message", async () => {
    const shop = givenFunctions();
    await shop.hands({ customer: "ann" }, "{");
    expect(shop.letters.map(({ why }) => String(why))).toEqual([
      expect.stringMatching(/the message on the send queue has no text in campaign, enrollment, token/),
      expect.stringMatching(/not JSON/),
    ]);
  });
});

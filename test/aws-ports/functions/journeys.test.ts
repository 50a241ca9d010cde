import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHandler as awaiting } from "../../../functions/await.ts";
import { createHandler as beginning } from "../../../functions/begin.ts";
import { createHandler as deciding } from "../../../functions/decide.ts";
import { createHandler as engaging } from "../../../functions/engage.ts";
import { createHandler as enrolling } from "../../../functions/enroll.ts";
import { createHandler as finishing } from "../../../functions/finish.ts";
import { createHandler as sending } from "../../../functions/send.ts";
import { type ExecutionInput, WITHHELD } from "../../../lib/compiler/compiled.ts";
import { NotSent } from "../../../lib/journey/ports.ts";
import { TWO_MAILS, WIN_BACK } from "../../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, learned, purchase, START, says } from "../../support/events.ts";
import { awaitFor, enrolledBy, messageFor } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { givenCampaign } from "../../support/shop.ts";
import { catchOutput, context, givenLetters, type Output } from "../support/invocation.ts";
import { inserted, queued } from "../support/records.ts";
import { sesEvent } from "../support/ses-event.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

/** All functions over one table. */
function given(doubles: Doubles = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS), givenCampaign(WIN_BACK)] })) {
  const { deadLetters, letters } = givenLetters();
  const { deps } = doubles;
  const redelivery = { putOff: async () => {} };
  const needs = () => ({ ...deps, deadLetters, redelivery });
  const functions = {
    enroll: enrolling(needs),
    send: sending(needs),
    decide: deciding(needs),
    await: awaiting(needs),
    engage: engaging(needs),
    begin: beginning(needs),
    finish: finishing(needs),
  };
  return {
    ...doubles,
    ...recordsOf(deps.table),
    ...functions,
    letters,
    tells: (...events: object[]) =>
      functions.enroll({ Records: events.map((event, index) => inserted(event, String(index))) }, context()),
    hands: (...messages: unknown[]) =>
      functions.send({ Records: messages.map((message, index) => queued(message, `m-${index}`)) }, context()),
  };
}

const end = (customer: string, status: string, outcome?: string) => {
  const enrollment = enrolledBy(customer);
  const input = JSON.stringify({ customer, campaign: "welcome", enrollment, version: "1", answers: {} });
  const ended = outcome === undefined ? {} : { output: JSON.stringify({ outcome }) };
  return { detail: { name: enrollment, status, input, ...ended } };
};

describe("enroll", () => {
  it("applies the shop's events and starts journeys", async () => {
    const shop = given();
    await shop.tells(purchase("ann"), purchase("bob"));
    expect(shop.started.map(({ name }) => name)).toEqual([enrolledBy("ann"), enrolledBy("bob")]);
    expect(shop.schedules.has(enrolledBy("ann", "win-back"))).toBe(true);
    expect((await shop.profile("ann")).orders).toBe(1);
    expect(output.metrics()).toEqual({ EventsApplied: 2, Enrolled: 4 });
  });

  it("takes what comes again for what it is", async () => {
    const shop = given();
    await shop.tells(purchase("ann"), purchase("ann"));
    expect(shop.started).toHaveLength(1);
    expect((await shop.profile("ann")).orders).toBe(1);
    expect(output.metrics()).toMatchObject({ EventsApplied: 1, EventsAgain: 1 });
  });

  it("sets bad events aside with their faults, and applies the good ones beside them", async () => {
    const shop = given();
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
    const shop = given(givenDoubles({ campaigns: [givenCampaign({ ...TWO_MAILS, holdout: "90%" })] }));
    const events = Array.from({ length: 30 }, (_, n) => purchase(`c-${n}`));
    await shop.tells(...events);
    expect(output.metrics().Enrolled).toBe(shop.started.length);
    expect(shop.started.length).toBeLessThan(30);
  });
});

describe("send", () => {
  it("sends, and counts what became of each message", async () => {
    const shop = given();
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
    const shop = given();
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
    const shop = given();
    await shop.tells(purchase("ann"));
    Object.assign(shop.deps.mailer, { send: () => Promise.reject(new NotSent("refused", true)) });
    const then = { do: "wait for", target: { fact: "clicked", message: "hello" }, seconds: 3_600 } as const;
    expect(await shop.hands(messageFor("ann", { then }))).toEqual({ batchItemFailures: [] });
    expect(shop.answers.get("token-hello")).toBe(`${WITHHELD}: refused`);
  });

  it("sets aside what is no message", async () => {
    const shop = given();
    await shop.hands({ customer: "ann" }, "{");
    expect(shop.letters.map(({ why }) => String(why))).toEqual([
      expect.stringMatching(/the message on the send queue has no text in campaign, enrollment, token/),
      expect.stringMatching(/not JSON/),
    ]);
  });
});

describe("decide and await", () => {
  it("answer a machine", async () => {
    const shop = given();
    await shop.tells(purchase("ann"));
    const about = {
      customer: "ann",
      campaign: "welcome",
      enrollment: enrolledBy("ann"),
      version: "1",
      step: "branch-1",
    };
    const ways = [{ "customer.orders": { atLeast: 2 } }, null];
    expect(await shop.decide({ do: "branch", ways, ...about }, context())).toEqual({ way: 1 });
    expect((await shop.enrollment("ann")).step).toBe("branch-1");
  });

  it("keep a token until what it waits for happens", async () => {
    const shop = given();
    await shop.tells(purchase("ann"));
    await shop.await(awaitFor("ann", { on: "profile" }), context());
    expect(shop.answers.size).toBe(0);
    await shop.tells(learned("ann", { firstName: "Ann" }, { at: START }));
    expect(shop.answers.get("token-wait")).toBe("ok");
  });

  it("refuse what no machine asks, so that the machine sees an error", async () => {
    const shop = given();
    await expect(shop.decide({ do: "branch" }, context())).rejects.toMatchObject({ name: "Refused" });
    await expect(shop.await(undefined, context())).rejects.toMatchObject({ name: "Refused" });
  });
});

describe("begin", () => {
  it("starts a journey whose leading wait is over, once", async () => {
    const shop = given();
    await shop.tells(purchase("ann"));
    const what = { customer: "ann", campaign: "win-back", enrollment: enrolledBy("ann", "win-back") };
    await shop.begin(what, context());
    await shop.begin(what, context());
    expect(shop.started.filter(({ input }) => input.campaign === "win-back")).toHaveLength(1);
    expect((await shop.enrollment("ann", "win-back")).begun).toBe(true);
  });
});

describe("engage", () => {
  it("takes in what SES tells, and counts it", async () => {
    const shop = given();
    await shop.tells(purchase("ann"));
    await shop.hands(messageFor("ann"));
    const message = { customer: "ann", enrollment: enrolledBy("ann"), step: "hello" };
    const timestamp = "2026-01-01T13:00:00.000Z";
    for (const [type, part] of Object.entries({
      Delivery: { delivery: { timestamp } },
      Open: { open: { timestamp } },
      Click: { click: { timestamp } },
      Complaint: { complaint: { timestamp } },
    })) {
      await shop.engage(sesEvent(type, message, part), context());
    }
    const at = Date.parse(timestamp);
    expect((await shop.sends("ann"))[0]).toMatchObject({ delivered: at, opened: at, clicked: at, complained: at });
    expect((await shop.contact("ann")).consent?.marketing).toBe(false);
    expect(output.metrics()).toMatchObject({ Delivered: 1, Opened: 1, Clicked: 1, Complained: 1 });
  });

  it("passes over what is about messages of others", async () => {
    const shop = given();
    await shop.engage({ detail: { eventType: "Bounce", bounce: { bounceType: "Permanent" } } }, context());
    expect(output.metrics()).toEqual({});
  });
});

describe("finish", () => {
  it("records how a journey ended", async () => {
    const shop = given();
    await shop.tells(purchase("ann"), purchase("bob"));
    await shop.finish(end("ann", "SUCCEEDED", "thanked"), context());
    await shop.finish(end("bob", "TIMED_OUT"), context());
    expect(await shop.enrollment("ann")).toMatchObject({ status: "ended", outcome: "thanked" });
    expect(await shop.enrollment("bob")).toMatchObject({ status: "ended", outcome: "failed" });
    expect(output.metrics()).toMatchObject({ JourneysEnded: 1, ExecutionsFailed: 1 });
  });

  it("records nothing while it runs", async () => {
    const shop = given();
    await shop.tells(purchase("ann"));
    await shop.finish(end("ann", "RUNNING"), context());
    expect((await shop.enrollment("ann")).status).toBe("running");
  });
});

describe("what functions write to their log", () => {
  it("names nobody, whatever happens", async () => {
    const shop = given();
    const customer = { email: "ann.smith@mail.example", firstName: "Annabel", lastName: "Smithson" };
    await shop.tells(purchase("c-1", { customer }), { ...purchase("c-2", { customer }), at: "Annabel" });
    await shop.hands(messageFor("c-1"));
    shop.unrenderable.add("c-1");
    await shop.hands(messageFor("c-1", { step: "news", token: "t" }), { to: customer.email });
    const write = vi.spyOn(shop.deps.table, "write").mockRejectedValue(new Error(`no room for ${customer.email}`));
    await shop.hands(messageFor("c-1", { step: "last", token: "t-2" }));
    write.mockRestore();
    await shop.finish(end("c-9", "SUCCEEDED"), context());
    await expect(shop.decide({ email: customer.email }, context())).rejects.toThrow();
    const input: ExecutionInput | undefined = shop.started[0]?.input;
    expect(shop.letters.length).toBeGreaterThan(1);
    expect(output.lines().length).toBeGreaterThan(3);
    for (const text of [output.text(), JSON.stringify(input)]) {
      for (const secret of ["ann.smith", "Annabel", "Smithson", "@mail.example"]) expect(text).not.toContain(secret);
    }
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ExecutionInput } from "../../../lib/compiler/compiled.ts";
import { learned, purchase, START } from "../../support/events.ts";
import { awaitFor, enrolledBy, messageFor } from "../../support/messages.ts";
import { endOf as end, givenFunctions } from "../support/functions.ts";
import { catchOutput, context, type Output } from "../support/invocation.ts";
import { queued } from "../support/records.ts";
import { sesEvent } from "../support/ses-event.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

describe("decide and await", () => {
  it("answer a machine", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"));
    const about = {
      customer: "ann",
      campaign: "welcome",
      enrollment: enrolledBy("ann"),
      version: "1",
      step: "branch-1",
      since: new Date(START).toISOString(),
    };
    const ways = [{ "customer.orders": { atLeast: 2 } }, null];
    expect(await shop.decide({ do: "branch", ways, ...about }, context())).toEqual({ way: 1 });
    expect((await shop.enrollment("ann")).step).toBe("branch-1");
  });

  it("keep a token until what it waits for happens", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"));
    await shop.await(awaitFor("ann", { on: "profile" }), context());
    expect(shop.answers.size).toBe(0);
    await shop.tells(learned("ann", { firstName: "Ann" }, { at: START }));
    expect(shop.answers.get("token-wait")).toBe("ok");
  });

  it("refuse what no machine asks, so that the machine sees an error", async () => {
    const shop = givenFunctions();
    await expect(shop.decide({ do: "branch" }, context())).rejects.toMatchObject({ name: "Refused" });
    await expect(shop.await(undefined, context())).rejects.toMatchObject({ name: "Refused" });
  });
});

describe("begin", () => {
  it("starts a journey whose leading wait is over, once", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"));
    const what = { customer: "ann", campaign: "win-back", enrollment: enrolledBy("ann", "win-back") };
    await shop.begin(what, context());
    await shop.begin(what, context());
    expect(shop.started.filter(({ input }) => input.campaign === "win-back")).toHaveLength(1);
    expect((await shop.enrollment("ann", "win-back")).begun).toBe(true);
  });
});

describe("engage", () => {
  const timestamp = "2026-01-01T13:00:00.000Z";
  const link = "https://bluecup.example/";
  const message = { customer: "ann", enrollment: enrolledBy("ann"), step: "hello" };
  const click = (changes: object = {}) => sesEvent("Click", message, { click: { timestamp, link, ...changes } });
  const settled = (changes: object = {}) => ({ ...click(changes), look: "settled" });

  async function givenMail() {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"));
    await shop.hands(messageFor("ann"));
    return shop;
  }

  it("takes in what SES tells, and counts it", async () => {
    const shop = await givenMail();
    for (const event of [
      sesEvent("Delivery", message, { delivery: { timestamp: "2026-01-01T12:59:00.000Z" } }),
      sesEvent("Open", message, { open: { timestamp } }),
      click(),
      sesEvent("Complaint", message, { complaint: { timestamp } }),
    ]) {
      await shop.engage(event, context());
    }
    await shop.engage({ Records: [queued(settled())] }, context());
    const at = Date.parse(timestamp);
    expect((await shop.sends("ann"))[0]).toMatchObject({
      delivered: Date.parse("2026-01-01T12:59:00.000Z"),
      opened: at,
      clicked: at,
      complained: at,
    });
    expect((await shop.contact("ann")).consent?.marketing).toBe(false);
    expect(output.metrics()).toMatchObject({ Delivered: 1, Opened: 1, Clicked: 1, Complained: 1 });
  });

  it("takes a click for what it is when it comes from its queue", async () => {
    const shop = await givenMail();
    await shop.engage(click(), context());
    expect((await shop.sends("ann"))[0]).not.toHaveProperty("clicked");
    expect(await shop.engage({ Records: [queued(settled())] }, context())).toEqual({ batchItemFailures: [] });
    expect((await shop.sends("ann"))[0]).toHaveProperty("clicked", Date.parse(timestamp));
  });

  it("takes who follows the hidden link for a machine", async () => {
    const shop = await givenMail();
    await shop.engage(click({ link: shop.deps.links.hidden() }), context());
    await shop.engage({ Records: [queued(settled({ link: shop.deps.links.hidden() }))] }, context());
    const [entry] = await shop.sends("ann");
    expect(entry).toHaveProperty("machineClicked", Date.parse(timestamp));
    expect(entry).not.toHaveProperty("clicked");
  });

  it("puts off a click of which it hears in its queue first, and goes on with its neighbors", async () => {
    const shop = await givenMail();
    const other = "2026-01-01T14:00:00.000Z";
    await shop.engage(click({ timestamp: other, link: `${link}other` }), context());
    const records = [queued(settled(), "early"), queued(settled({ timestamp: other, link: `${link}other` }), "late")];
    expect(await shop.engage({ Records: records }, context())).toEqual({
      batchItemFailures: [{ itemIdentifier: "early" }],
    });
    expect(shop.putOff).toEqual(["receipt-early"]);
    expect((await shop.sends("ann"))[0]).toHaveProperty("clicked", Date.parse(other));
    expect(shop.letters).toEqual([]);
  });

  it("writes no program's name, address or link to the log", async () => {
    const shop = await givenMail();
    const who = { userAgent: "curl/8.0 secret-agent", ipAddress: "192.0.2.77" };
    await shop.engage(click(who), context());
    await shop.engage({ Records: [queued(settled({ ...who, link: `${link}elsewhere` }))] }, context());
    const kept = output.text() + JSON.stringify(await shop.sends("ann"));
    for (const word of ["secret-agent", "192.0.2.77", "elsewhere"]) expect(kept).not.toContain(word);
  });

  it("passes over what is about messages of others", async () => {
    const shop = givenFunctions();
    await shop.engage({ detail: { eventType: "Bounce", bounce: { bounceType: "Permanent" } } }, context());
    expect(output.metrics()).toEqual({});
  });
});

describe("finish", () => {
  it("records how a journey ended", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"), purchase("bob"));
    await shop.finish(end("ann", "SUCCEEDED", "thanked"), context());
    await shop.finish(end("bob", "TIMED_OUT"), context());
    expect(await shop.enrollment("ann")).toMatchObject({ status: "ended", outcome: "thanked" });
    expect(await shop.enrollment("bob")).toMatchObject({ status: "ended", outcome: "failed" });
    expect(output.metrics()).toMatchObject({ JourneysEnded: 1, ExecutionsFailed: 1 });
  });

  it("records nothing while it runs", async () => {
    const shop = givenFunctions();
    await shop.tells(purchase("ann"));
    await shop.finish(end("ann", "RUNNING"), context());
    expect((await shop.enrollment("ann")).status).toBe("running");
  });
});

describe("what functions write to their log", () => {
  it("names nobody, whatever happens", async () => {
    const shop = givenFunctions();
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

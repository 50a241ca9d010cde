import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ExecutionInput } from "../../../lib/compiler/compiled.ts";
import { learned, purchase, START } from "../../support/events.ts";
import { awaitFor, enrolledBy, messageFor } from "../../support/messages.ts";
import { endOf as end, givenFunctions } from "../support/functions.ts";
import { catchOutput, context, type Output } from "../support/invocation.ts";
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
  it("takes in what SES tells, and counts it", async () => {
    const shop = givenFunctions();
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

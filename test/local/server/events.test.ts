import { describe, expect, test } from "vitest";
import { project } from "./project.ts";
import { givenServer, mailOf, purchase } from "./support.ts";

describe("POST /events", () => {
  test("answers what an event led to", async () => {
    const shop = await givenServer();
    const answer = await shop.events(purchase());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      eventId: "e-1",
      applied: true,
      enrolled: [{ campaign: "hello", holdout: false }],
      ended: [],
      goals: [],
      passed: [],
      woken: 0,
    });
  });

  test("applies an event once, however often it comes", async () => {
    const shop = await givenServer();
    const event = purchase();
    await shop.events(event);
    await mailOf(shop, "hello");
    expect(await (await shop.events(event)).json()).toMatchObject({ applied: false, enrolled: [] });
    expect(await (await shop.events([event, event])).json()).toMatchObject([{ applied: false }, { applied: false }]);
    expect((await shop.customer("ann")).profile.orders).toBe(1);
    expect(await shop.mails()).toHaveLength(1);
  });

  test("takes the good ones of an array in and says of the bad ones where, what and how to mend", async () => {
    const shop = await givenServer();
    const bad = { ...purchase("bob", "e-2"), order: { id: "o-2", total: "30", currency: "USD" } };
    const answer = await shop.events([purchase(), bad, purchase("cleo", "e-3"), "hello"]);
    expect(answer.status).toBe(200);
    const results = await answer.json();
    expect(results).toMatchObject([
      { eventId: "e-1", applied: true },
      { faults: [{ where: "request body[1] order.total", what: expect.any(String), fix: expect.any(String) }] },
      { eventId: "e-3", applied: true },
      { faults: [{ where: "request body[3]" }] },
    ]);
    expect((await shop.call("/api/customers/bob")).status).toBe(404);
  });

  test("holds events of the shop's own to what shop.json declares of them", async () => {
    const events = { rated: { data: { rating: { type: "number" as const, atMost: 5 } } } };
    const shop = await givenServer({ shop: { ...project().shop, events } });
    const rated = (eventId: string, type: string) => ({ ...purchase("ann", eventId), type, order: undefined });
    const answer = await shop.events([
      { ...rated("r-1", "rated"), data: { rating: 6 } },
      { ...rated("r-2", "rated"), data: { rating: 5 } },
      { ...rated("r-3", "scored"), data: { rating: 6 } },
    ]);
    expect(await answer.json()).toMatchObject([
      { faults: [{ where: "request body[0] data.rating", fix: "write 5 or less" }] },
      { eventId: "r-2", applied: true },
      { eventId: "r-3", applied: true },
    ]);
  });

  test("refuses a bad event, what is no JSON, what is too large and what is said to be something else", async () => {
    const shop = await givenServer();
    const headers = { "content-type": "application/json" };
    const post = (body: string, type = "application/json") =>
      shop.call("/events", { method: "POST", headers: { ...headers, "content-type": type }, body });
    expect((await shop.events({ ...purchase(), at: "yesterday" })).status).toBe(400);
    expect((await post("{")).status).toBe(400);
    expect((await post(JSON.stringify(purchase()), "text/plain")).status).toBe(415);
    expect((await post(`"${"x".repeat(1024 * 1024)}"`)).status).toBe(413);
    expect((await shop.call("/events")).status).toBe(405);
    expect((await shop.call("/event", { method: "POST" })).status).toBe(404);
    expect(await (await shop.events([])).json()).toEqual([]);
  });

  test("refuses what is more than a day ahead of its own clock, also when that was moved", async () => {
    const shop = await givenServer();
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const far = { ...purchase("bob", "e-2"), at: inHours(25) };
    const answer = await shop.events(far);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      faults: [{ where: "request body at", what: "this has not happened yet", fix: "check the year and the offset" }],
    });
    expect(await (await shop.events([{ ...purchase(), at: inHours(23) }, far])).json()).toMatchObject([
      { eventId: "e-1", applied: true },
      { faults: [{ where: "request body[1] at" }] },
    ]);
    await shop.forward("2 days");
    expect((await shop.events(far)).status).toBe(200);
  });

  test("says why a good-looking event could not be handled, shows it, and goes on with the others", async () => {
    const shop = await givenServer();
    const answer = await shop.events(tooLarge());
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      faults: [{ where: "event", what: expect.stringContaining("could not be handled") }],
    });
    expect(await shop.page("/")).toContain("could not be handled and was set aside");
    expect((await shop.events(purchase("bob", "e-2"))).status).toBe(200);
  });

  test("writes no address and no name into the log", async () => {
    const lines: unknown[] = [];
    const shop = await givenServer({ log: (...line) => void lines.push(line) });
    await shop.events({ ...tooLarge(), customer: { email: "ann@example.com", firstName: "Ann" } });
    await shop.events([purchase("ann", "e-2"), { ...purchase("ann", "e-3"), customer: { email: "ann@" } }]);
    await mailOf(shop, "hello");
    await shop.forward("9 days");
    expect(JSON.stringify(lines)).not.toMatch(/ann@|Ann/);
  });

  test("quotes no personal data in a fault", async () => {
    const shop = await givenServer();
    const answer = await shop.events({ ...purchase(), customer: { email: "secret.person@" } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain("secret.person");
  });
});

/** Each part of it is allowed, but no item can hold it all. */
function tooLarge() {
  const { order, type, ...rest } = purchase();
  const data = Object.fromEntries(Array.from({ length: 450 }, (_, n) => [`a${n}`, "x".repeat(1000)]));
  return { ...rest, type: "form.filled", data };
}

import { request } from "node:http";
import { expect, test } from "vitest";
import { project } from "./project.ts";
import { givenServer, json, mailOf, purchase } from "./support.ts";

/** fetch does not let one write the Host header. */
function statusWith(url: string, headers: Record<string, string>, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers, method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on("error", reject).end();
  });
}

test("answers only to its own names, so that no other site's name can lead here", async () => {
  const { url } = await givenServer();
  const { port } = new URL(url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
    expect([host, await statusWith(`${url}/health`, { host })]).toEqual([host, 200]);
  }
  for (const host of [
    "evil.example",
    `evil.example:${port}`,
    "localhost",
    "127.0.0.1:1",
    `localhost.evil.example:${port}`,
  ]) {
    expect([host, await statusWith(`${url}/health`, { host })]).toEqual([host, 403]);
  }
});

test("takes posts from its own pages and from programs, not from other sites' pages", async () => {
  const shop = await givenServer();
  const status = (headers: Record<string, string>) => statusWith(`${shop.url}/clock`, headers, "POST");
  // 400: let in, and then told that nothing was said.
  expect(await status({})).toBe(400);
  expect(await status({ origin: shop.url, "sec-fetch-site": "same-origin" })).toBe(400);
  expect(await status({ origin: "https://evil.example" })).toBe(403);
  expect(await status({ origin: "null" })).toBe(403);
  expect(await status({ "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await status({ "sec-fetch-site": "same-site" })).toBe(403);
  const posted = await shop.call("/events", {
    ...json(purchase()),
    headers: { "content-type": "application/json", origin: "https://evil.example" },
  });
  expect(posted.status).toBe(403);
});

test("shows hostile names as text, in pages and in messages", async () => {
  const shop = await givenServer();
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  await shop.events(
    purchase("ann", "e-1", {
      customer: {
        email: "ann@example.com",
        firstName: hostile,
        lastName: hostile,
        tags: [hostile.slice(0, 60)],
        attributes: { roast: hostile },
      },
      order: { id: "o-1", total: 30, currency: "USD", items: [{ sku: hostile, name: hostile }] },
    }),
  );
  const { id } = await mailOf(shop, "hello");
  const query = encodeURIComponent(hostile);
  const pages = [
    "/",
    "/customers",
    `/customers?search=${query}`,
    "/customers/ann",
    "/inbox",
    `/inbox?customer=${query}`,
    `/inbox/${id}`,
    `/inbox/${id}/html`,
    "/campaigns/hello",
    `/campaigns/${query}`,
    `/?note=${query}`,
  ];
  for (const path of pages) {
    const answer = await shop.call(path);
    const page = await answer.text();
    expect([path, page.includes("<script"), page.includes("<img")]).toEqual([path, false, false]);
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'none'|default-src 'none'/);
  }
});

test("a campaign's own words cannot break out of its drawing", async () => {
  const hostile = "</text></svg><script>alert(1)</script>";
  const campaign = {
    id: "odd",
    name: hostile,
    note: hostile,
    stage: "retention",
    start: { on: "purchase", if: { "order.coupon": hostile } },
    steps: [{ send: "hello" }, { exit: hostile.slice(0, 30) }],
  };
  const shop = await givenServer(project(campaign));
  const page = await shop.page("/campaigns/odd");
  expect(page).toContain("<svg");
  expect(page).not.toContain("<script");
  expect(page).not.toMatch(/@import|https?:\/\/fonts/);
});

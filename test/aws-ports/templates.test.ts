import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { publish } from "../../lib/aws/publish.ts";
import { createTemplateStore } from "../../lib/aws/templates.ts";
import type { Needs, Template } from "../../lib/email/template.ts";
import { type TemplateData, TemplateFault } from "../../lib/journey/ports.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import type { Item, Table } from "../../lib/store/table.ts";

function template(html: string, given: Partial<Needs> & { required?: string[] } = {}): Template {
  const { required = [], ...needs } = given;
  return {
    name: "offer",
    description: "An offer",
    kind: "marketing",
    variants: [{ locale: "en", subject: "Offer", html, text: "offer" }],
    needs: { with: { required, known: required }, order: false, event: false, ...needs },
    sample: {},
  };
}

const data = (given: Partial<TemplateData> = {}): TemplateData => ({
  customer: {
    id: "ann",
    email: "ann@mail.example",
    locale: "en",
    timeZone: "UTC",
    orders: 1,
    spent: {},
    referrals: 0,
    tags: [],
    attributes: {},
  },
  with: {},
  shop: { name: "Shop", url: "https://shop.example", address: "1 Street" },
  links: {
    unsubscribe: "https://shop.example/u/1",
    preferences: "https://shop.example/p/1",
    confirm: "https://shop.example/y/1",
  },
  now: "2026-01-01T00:00:00Z",
  ...given,
});

function given() {
  const clock = { now: 0 };
  const memory = createMemoryTable();
  const reads: string[] = [];
  const table: Table = {
    ...memory,
    get(key) {
      reads.push(key.sk);
      return memory.get(key);
    },
  };
  const store = createTemplateStore({ table, now: () => clock.now });
  return {
    clock,
    table,
    reads,
    publishes: (...templates: Template[]) =>
      publish({ table: memory, now: () => clock.now }, { machines: [], templates }),
    html: async (about: Partial<TemplateData> = {}) => (await store.render("offer", "en", data(about))).html,
    versions: async () => (await memory.get({ pk: "template#offer", sk: "index" }))?.versions as { hash: string }[],
    bodies: async () => (await memory.query("template#offer", { prefix: "version#" })).items,
  };
}

describe("published templates", () => {
  it("render for a message", async () => {
    const { publishes, html } = given();
    await publishes(template("{{ with.percent }} % for {{ customer.id }}", { required: ["percent"] }));
    expect(await html({ with: { percent: 15 } })).toBe("15 % for ann");
  });

  it("reach people on their way within a minute when a text was mended", async () => {
    const { clock, publishes, html } = given();
    await publishes(template("Helo"));
    expect(await html()).toBe("Helo");
    await publishes(template("Hello"));
    clock.now = 59_999;
    expect(await html()).toBe("Helo");
    clock.now = 60_000;
    expect(await html()).toBe("Hello");
  });

  it("leave people of an old campaign the last text that they can have", async () => {
    const { publishes, html } = given();
    await publishes(template("plain"));
    await publishes(template("with order", { order: true }));
    await publishes(template("{{ with.percent }} %", { required: ["percent"] }));
    await publishes(template("of an event", { event: true }));
    expect(await html({ with: { percent: 5 } })).toBe("5 %");
    expect(await html({ order: { id: "o-1" } })).toBe("with order");
    expect(await html({ event: {} })).toBe("of an event");
    expect(await html()).toBe("plain");
  });

  it.each<[string, Partial<TemplateData>]>([
    ["survey", { survey: { kind: "nps", url: "https://mail.shop.example/s/1", choices: [] } }],
    ["referral", { referral: { code: "K7TQ9M2P", url: "https://mail.shop.example/r/K7TQ9M2P" } }],
    ["coupon", { coupon: { name: "10 % off", code: "THANKS-4XW8R2HN" } }],
  ])("that speak of a %s go to whoever gets one, and leave the others theirs", async (part, message) => {
    const { publishes, html } = given();
    await publishes(template("plain"));
    await publishes(template("with more", { [part]: true }));
    expect(await html(message)).toBe("with more");
    expect(await html()).toBe("plain");
  });

  it("are a fault of the template when none can be had", async () => {
    const { publishes, html } = given();
    await expect(html()).rejects.toThrow(TemplateFault);
    await publishes(template("{{ with.percent }}", { required: ["percent"] }));
    await expect(html({ with: { other: 1 } })).rejects.toThrow(/no version of template "offer"/);
  });

  it("are read once: the list each minute, a text never again", async () => {
    const { clock, reads, publishes, html } = given();
    await publishes(template("a"));
    for (let times = 0; times < 3; times++) await html();
    expect(reads).toEqual(["index", expect.stringMatching(/^version#/)]);
    clock.now = 60_000;
    await html();
    expect(reads).toEqual(["index", expect.stringMatching(/^version#/), "index"]);
  });
});

describe("publishing templates", () => {
  it("changes nothing when it is done again", async () => {
    const { clock, publishes, versions, bodies } = given();
    await publishes(template("a"));
    await publishes(template("b"));
    const before = [await versions(), await bodies()];
    clock.now = 1_000;
    await publishes(template("b"));
    expect([await versions(), await bodies()]).toEqual(before);
  });

  it("puts an earlier text to the front again, and takes none away", async () => {
    const { clock, publishes, versions, html } = given();
    await publishes(template("a"));
    const [first] = await versions();
    await publishes(template("b"));
    await publishes(template("a"));
    expect(await versions()).toHaveLength(2);
    expect((await versions())[0]).toEqual(first);
    clock.now = 60_000;
    expect(await html()).toBe("a");
  });

  it("keeps the version of another deployment at the same time", async () => {
    const { table, publishes, versions } = given();
    await publishes(template("a"));
    let isFirst = true;
    const interrupted: Table = {
      ...table,
      async get(key) {
        const read = await table.get(key);
        if (key.sk === "index" && isFirst) {
          isFirst = false;
          await publishes(template("theirs"));
        }
        return read;
      },
    };
    await publish({ table: interrupted, now: () => 0 }, { machines: [], templates: [template("ours")] });
    expect(await versions()).toHaveLength(3);
  });

  it("refuses a template that does not fit, and says which and what to do", async () => {
    const { publishes, table } = given();
    // What cannot be packed any smaller.
    const large = template(randomBytes(300_000).toString("hex"));
    await expect(publishes(large)).rejects.toThrow(/templates\/offer: the template has \d+ bytes .* shorten it/);
    expect(await table.get({ pk: "template#offer", sk: "index" })).toBeUndefined();
  });

  it("stores what DynamoDB takes: under 400 KB an item", async () => {
    const { publishes, bodies } = given();
    await publishes(template(randomBytes(120_000).toString("hex")));
    const [item] = (await bodies()) as [Item];
    expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(400 * 1024);
  });
});

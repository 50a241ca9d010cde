import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTemplates } from "../../lib/email/render.ts";
import type { TemplateSource } from "../../lib/email/template.ts";
import { TemplateFault } from "../../lib/journey/ports.ts";
import { compiled, data, FOOTER, mjml, PREVIEW, SHOP, source, withBody } from "./support.ts";

async function templatesOf(template: TemplateSource) {
  return createTemplates(new Map([["hello", await compiled(template)]]));
}
const text = (inner: string) => templatesOf(withBody(`<mj-text>${inner}</mj-text>`));
const greeting = source({
  "body.mjml": mjml(`<mj-text>Hi {{ customer.firstName | default: "you" }} {{ customer.attributes.note }}</mj-text>
<mj-button href="{{ shop.url }}/?q={{ customer.attributes.note | url_encode }}">Go</mj-button>
<mj-text><span title="{{ customer.attributes.note }}">x</span></mj-text>`),
  "subject.txt": 'Hi {{ customer.firstName | default: "you" }} {{ customer.attributes.note }}!',
});

describe("rendering", () => {
  it("takes the exact language, then the language alone, then the default", async () => {
    const files: Record<string, string> = {};
    for (const tag of ["", ".th", ".pt", ".pt-BR", ".zh-Hant"]) {
      files[`body${tag}.html`] = PREVIEW + FOOTER;
      files[`subject${tag}.txt`] = `subject${tag}`;
    }
    const templates = await templatesOf(source(files));
    const used = async (locale: string) => {
      const { subject, locale: variant } = await templates.render("hello", locale, data());
      return [subject, variant];
    };
    expect(await used("th-TH")).toEqual(["subject.th", "th"]);
    expect(await used("pt-BR")).toEqual(["subject.pt-BR", "pt-BR"]);
    expect(await used("pt-br")).toEqual(["subject.pt-BR", "pt-BR"]);
    expect(await used("pt-PT")).toEqual(["subject.pt", "pt"]);
    expect(await used("zh-Hant-TW")).toEqual(["subject.zh-Hant", "zh-Hant"]);
    expect(await used("de")).toEqual(["subject", "en"]);
    expect(await used("not a locale")).toEqual(["subject", "en"]);
  });

  it("writes names as names, whatever they are made of", async () => {
    const templates = await templatesOf(greeting);
    const customer = { firstName: "<b>", attributes: { note: "{{ 7 | times: 7 }}" } };
    const { subject, html, text } = await templates.render("hello", "en", data({ customer }));
    expect(html).toContain("Hi <bdi>&lt;b&gt;</bdi> <bdi>{{ 7 | times: 7 }}</bdi>");
    expect(text).toContain("Hi <b> {{ 7 | times: 7 }}");
    expect(subject).toBe("Hi <b> {{ 7 | times: 7 }}!");
    expect(html + text).not.toContain("49");
  });

  it("keeps subjects on one line", async () => {
    const templates = await templatesOf(greeting);
    const customer = { firstName: "Eve\r\nBcc: all@example.com\u2028\0\u202e" };
    const { subject } = await templates.render("hello", "en", data({ customer }));
    expect(subject).toBe("Hi Eve Bcc: all@example.com !");
  });

  it("is never broken by a name or an attribute, and lets no markup or header in", async () => {
    const templates = await templatesOf(greeting);
    const plain = (await templates.render("hello", "en", data({ customer: { firstName: "x" } }))).html;
    const tags = (html: string) => html.match(/<[a-z/!][^>]*>/gi)?.map((tag) => tag.split(/[\s>]/)[0]);
    const nasty = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        '"><script>',
        "' onclick=x",
        "{% raw %}",
        "{{",
        "%}",
        "$&",
        "{{L0}}",
        "\r\nTo: x",
        "<!--",
        "</style>",
      ),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (firstName, note) => {
        const customer = { firstName, attributes: { note } };
        const { subject, html } = await templates.render("hello", "en", data({ customer }));
        expect(subject).not.toMatch(/\p{Cc}/u);
        expect(tags(html)).toEqual(tags(plain));
      }),
    );
  });

  it("writes money and days in the customer's way, on their clock", async () => {
    const order = { id: "1", total: 1234.5, currency: "EUR", at: "2026-10-30T20:00:00Z" };
    const inner =
      "<mj-text>{{ order.total | money: order.currency }}, {{ order.at | day }}, {{ order.at | day: 'short' }}</mj-text>";
    const files = {
      "body.mjml": mjml(inner),
      "subject.txt": "Hi",
      "body.th.mjml": mjml(inner),
      "subject.th.txt": "สวัสดี",
    };
    const templates = await templatesOf(source(files));
    const written = async (locale: string, timeZone: string) =>
      (await templates.render("hello", locale, data({ customer: { locale, timeZone }, order }))).text.split("\n")[0];
    expect(await written("en-US", "UTC")).toBe("€1,234.50, October 30, 2026, 10/30/26");
    expect(await written("en-GB", "Asia/Bangkok")).toBe("€1,234.50, 31 October 2026, 31/10/2026");
    expect(await written("th", "Asia/Bangkok")).toBe("€1,234.50, 31 ตุลาคม 2569, 31/10/69");
    // A German gets the English mail: then the dates are English too.
    expect(await written("de", "Europe/Berlin")).toBe("€1,234.50, October 30, 2026, 10/30/26");
    expect(await written("en", "Not/AZone")).toContain("October 30, 2026");
  });

  it("says so when a value cannot be written", async () => {
    const templates = await text("{{ order.total | money: order.currency }}");
    const order = { total: 1, currency: "euro" };
    await expect(templates.render("hello", "en", data({ order }))).rejects.toThrow(TemplateFault);
    await expect(templates.render("hello", "en", data({ order }))).rejects.toThrow(
      /"hello" \(en\): money needs a currency/,
    );
    await expect(templates.render("nobody", "en", data())).rejects.toThrow('there is no template "nobody"');
  });

  it("refuses a subject that comes out empty", async () => {
    const sample = '{ "description": "x", "sample": { "customer": { "attributes": { "topic": "tea" } } } }';
    const files = { "body.mjml": mjml(""), "subject.txt": "{{ customer.attributes.topic }}", "template.json": sample };
    const templates = await templatesOf(source(files));
    await expect(templates.render("hello", "en", data())).rejects.toThrow(/the subject comes out empty/);
  });

  it("ends loops that would not", async () => {
    const templates = await text("{% for i in (1..customer.orders) %}x{% endfor %}");
    const many = data({ customer: { orders: 1_000_000_000 } });
    await expect(templates.render("hello", "en", many)).rejects.toThrow(TemplateFault);
    const deep = "{% for a in (1..customer.orders) %}{% for b in (1..customer.orders) %}x{% endfor %}{% endfor %}";
    const some = data({ customer: { orders: 9_999 } });
    await expect((await text(deep)).render("hello", "en", some)).rejects.toThrow(/limit exceeded/);
  });

  it("does not reach what objects inherit", async () => {
    const templates = await text("[{{ customer.attributes.constructor }}{{ event.toString }}]");
    expect((await templates.render("hello", "en", data({ event: {} }))).text).toContain("[]");
  });

  it("gives a name that the template made precedence over the data", async () => {
    const templates = await text("{{ now }} {% assign now = 'later' %}{{ now }}");
    expect((await templates.render("hello", "en", data())).text).toContain("2026-10-30T09:15:00Z later");
  });

  it("joins paths to the shop's address with one slash", async () => {
    const templates = await text('<a href="{{ shop.url }}/coffee">x</a>');
    const shop = { ...SHOP, url: "https://shop.example/" };
    expect((await templates.render("hello", "en", data({ shop }))).html).toContain('"https://shop.example/coffee"');
  });
});

import { describe, expect, it } from "vitest";
import { PER_LINK } from "../../../lib/email/checks/rendered.ts";
import { createLinks } from "../../../lib/email/links.ts";
import { createTemplates } from "../../../lib/email/render.ts";
import { compiled, data, FOOTER, faultsOf, mjml, source, withBody } from "../support.ts";

const html = (body: string) => faultsOf(source({ "body.html": body, "subject.txt": "Hi" }));

describe("the line beside the subject", () => {
  it.each([
    `<body><mj-preview>In short.</mj-preview><p>Hi</p>${FOOTER}</body>`,
    `<body class="x">\n<!--[if mso]>x<![endif]-->\n<mj-preview>{{ customer.id }}</mj-preview>${FOOTER}</body>`,
    `<body><span style="display: none">In short.</span>${FOOTER}</body>`,
    `<body><mj-preview>{% if customer.firstName %}<b>{{ customer.firstName }}</b>{% else %}You{% endif %}</mj-preview>${FOOTER}</body>`,
  ])("is the first thing, hidden: %s", async (body) => {
    expect(await html(body)).toEqual([]);
  });

  it.each([
    `<body><p>Hi</p><mj-preview>In short.</mj-preview>${FOOTER}</body>`,
    `<body><mj-preview> &nbsp;</mj-preview>${FOOTER}</body>`,
    `<body><p style="color: red">In short.</p>${FOOTER}</body>`,
    `<body>Hi ${FOOTER}</body>`,
    `<body><span style="display:none"></span><p>Hi</p>${FOOTER}</body>`,
  ])("is missing: %s", async (body) => {
    expect(await html(body)).toEqual([expect.stringContaining("there is no preheader")]);
  });

  it.each([
    withBody("<p>Hi</p>", "body.html"),
    source({
      "body.html": `<span style="color: red; display: none">In short.</span>Hi ${FOOTER}`,
      "subject.txt": "Hi",
    }),
  ])("is no part of the plain text", async (written) => {
    const template = await compiled(written);
    const mail = await createTemplates(new Map([["hello", template]])).render("hello", "en", data());
    expect(mail.html).toContain("In short.");
    expect(mail.text).not.toContain("In short.");
  });
});

describe("a message as it comes out", () => {
  it("must come out with its own sample", async () => {
    const { files, ...rest } = withBody("<mj-text>{{ with.price | money: with.currency }}</mj-text>");
    const given = (value: object) =>
      faultsOf({
        ...rest,
        files: { ...files, "template.json": JSON.stringify({ description: "x", sample: { with: value } }) },
      });
    expect(await given({ price: 5, currency: "USD" })).toEqual([]);
    expect(await given({ price: 5 })).toEqual([
      "templates/hello/body.mjml: this cannot be written with its sample data: money needs a currency, as in {{ order.total | money: order.currency }}; mend it, or the sample in template.json",
    ]);
  });

  it("must have words, and a subject", async () => {
    const files = { "template.json": '{ "description": "x", "kind": "transactional" }', "subject.txt": "Hi" };
    const image = '<a href="{{ shop.url }}"></a><img alt="" src="https://shop.example/a.png">';
    expect(await faultsOf(source({ ...files, "body.html": `<p>${image}</p>` }))).toEqual([]);
    expect(await faultsOf(source({ ...files, "body.html": '<img alt="" src="https://shop.example/a.png">' }))).toEqual([
      expect.stringMatching(/^templates\/hello\/body\.html: the message has no text/),
    ]);
    const empty = source({ ...files, "body.html": "<p>Hi</p>", "subject.txt": "{{ customer.attributes.x }}" });
    expect(await faultsOf(empty)).toEqual([expect.stringContaining("the subject comes out empty")]);
  });

  it("must fit into what Gmail shows, in bytes and with what sending adds", async () => {
    const long = (count: number) => withBody(`<p>${"é".repeat(count)}</p>`, "body.html");
    expect(await faultsOf(long(50_000))).toEqual([]);
    expect(await faultsOf(long(51_000))).toEqual([
      "templates/hello/body.html: the message has 104 KB with what sending adds to its links; 102 KB is the most (Gmail cuts off what is longer, and the unsubscribe link with it); shorten it, and link to a page with the rest",
    ]);
    const links = '<a href="https://shop.example/">x</a>'.repeat(300);
    expect(await faultsOf(withBody(links, "body.html"))).toEqual([expect.stringContaining("the message has 1")]);
  });

  it("has room for the longest links there are, and the mark that keeps them from being tracked", () => {
    const baseUrl = "https://0123456789.execute-api.ap-southeast-2.amazonaws.com";
    const links = createLinks({ keys: ["k".repeat(32)], baseUrl });
    const ids = { customer: "c".repeat(128), enrollment: "e".repeat(32), step: "s".repeat(80) };
    const sample = "https://shop.example/u/sample".length;
    for (const link of [
      links.unsubscribe(ids),
      links.preferences(ids.customer, "ab".repeat(16)),
      links.confirm(ids.customer, "ab".repeat(16)),
      `${links.survey(ids)}?score=10`,
    ]) {
      expect(link.length - sample + " ses:no-track".length).toBeLessThan(PER_LINK);
    }
  });

  it("is not blamed for what comes of a fault already told", async () => {
    const body = mjml('<mj-button href="{{ shop.ulr }}">x</mj-button>');
    expect(await faultsOf(source({ "body.mjml": body, "subject.txt": "Hi" }))).toEqual([
      expect.stringContaining("there is no shop.ulr"),
    ]);
  });
});

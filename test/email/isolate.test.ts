import { describe, expect, it } from "vitest";
import { createTemplates } from "../../lib/email/render.ts";
import { compiled, data, faultsOf, mjml, source, withBody } from "./support.ts";

async function render(template: ReturnType<typeof source>, parts = data()) {
  return createTemplates(new Map([["hello", await compiled(template)]])).render("hello", "en", parts);
}

describe("what customers and the shop's systems wrote", () => {
  it.each([
    ["a Hebrew name", "דוד"],
    ["an Arabic name", "عائشة"],
    ["Thai with combining marks", "ปิ่นแก้ว"],
    ["a family of emoji", "👨‍👩‍👧‍👦"],
    ["a name with a mark of direction", "\u200eAnn\u200f"],
  ])("%s stays as it is, apart from the words around it", async (_, firstName) => {
    const body = withBody('<mj-text>Hello {{ customer.firstName | default: "there" }}, 15% off</mj-text>');
    const { html, text } = await render(body, data({ customer: { firstName } }));
    expect(html).toContain(`Hello <bdi>${firstName}</bdi>, 15% off`);
    expect(text).toContain(`Hello ${firstName}, 15% off`);
  });

  it.each(["<b>", '"><script>alert(1)</script>', "</bdi></td>", "{{ shop.name }}", "&lt;i&gt;"])(
    "is never markup: %s",
    async (firstName) => {
      const body = '<mj-text>Hello {{ customer.firstName | default: "there" }}!</mj-text>';
      const files = { "body.mjml": mjml(body), "subject.txt": 'Hi {{ customer.firstName | default: "there" }}' };
      const { html, text, subject } = await render(source(files), data({ customer: { firstName } }));
      const plain = await render(source(files), data({ customer: { firstName: "x" } }));
      expect(html.match(/<[a-z/][^>]*>/gi)).toEqual(plain.html.match(/<[a-z/][^>]*>/gi));
      expect(text).toContain(`Hello ${firstName}!`);
      expect(subject).toBe(`Hi ${firstName}`);
    },
  );

  it("does not turn what follows around, nor carry controls or half characters", async () => {
    const files = {
      "body.mjml": mjml('<mj-text>Hello {{ customer.firstName | default: "there" }}!</mj-text>'),
      "subject.txt": 'Hi {{ customer.firstName | default: "there" }}',
    };
    const { html, text, subject } = await render(
      source(files),
      data({ customer: { firstName: "\u202eEve\u2067\0\u0085\ud83d" } }),
    );
    expect(html).toContain("Hello <bdi>Eve\ufffd</bdi>!");
    expect(text).toContain("Hello Eve\ufffd!");
    expect(subject).toBe("Hi Eve \ufffd");
  });

  it("is isolated by whatever name it is called, and only where it is read", async () => {
    const order = { id: "1042", currency: "USD", total: 5, items: [{ sku: "a", name: "קפה", price: 5 }] };
    const inner = `<mj-text>{% for item in order.items %}{{ item.name | default: item.sku }}: {{ item.price | default: 0 | money: order.currency }}{% endfor %}
{% assign id = order.id %}{{ id }} {% assign no = order.id | prepend: "#" %}{{ no }} {{ shop.name }} <a href="https://shop.example/{{ order.id }}" title="{{ order.id }}">x</a></mj-text>`;
    const { html } = await render(withBody(inner), data({ order }));
    expect(html).toContain("<bdi>קפה</bdi>: ");
    expect(html).toContain("<bdi>1042</bdi> <bdi>#1042</bdi> Blue Cup Coffee");
    expect(html).toContain('href="https://shop.example/1042" title="1042"');
    expect(html.match(/<bdi>/g)).toHaveLength(3);
  });

  it("is not put into the head, where nothing isolates", async () => {
    const body = `<html><head><title>{{ customer.id }}</title></head><body><mj-preview>{{ customer.id }}</mj-preview>{{ customer.id }}</body></html>`;
    const { html } = await render(withBody(body, "body.html"));
    expect(html).toContain("<title>c1</title>");
    expect(html.match(/<bdi>c1<\/bdi>/g)).toHaveLength(2);
  });
});

describe("raw", () => {
  it.each([
    "{% assign x = customer.email | upcase %}{{ x | raw }}",
    "{% assign x = customer.attributes.bio %}{{ x | raw }}",
    "{% assign x = 'Hi ' | append: customer.id %}{% assign y = x | strip %}{{ y | raw }}",
    "{% assign parts = customer.attributes.bio | split: ',' %}{% for part in parts %}{{ part | raw }}{% endfor %}",
    "{% for tag in customer.tags %}{{ tag | raw }}{% endfor %}",
  ])("does not write customers' words by another name: %s", async (inner) => {
    expect(await faultsOf(withBody(`<mj-text>${inner}</mj-text>`))).toEqual([
      expect.stringMatching(
        /^templates\/hello\/body\.mjml:4: \w+ is written raw \(a customer's name could then be markup\)/,
      ),
    ]);
  });

  it("writes what the template made, with their words escaped in it", async () => {
    const inner =
      "{% capture x %}<i>{{ customer.id }}</i>{% endcapture %}{{ x | raw }}{% assign y = '<b>b</b>' %}{{ y | raw }}";
    const { html } = await render(withBody(`<mj-text>${inner}</mj-text>`), data({ customer: { id: "<u>" } }));
    expect(html).toContain("<i><bdi>&lt;u&gt;</bdi></i><b>b</b>");
  });
});

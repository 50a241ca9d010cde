import { describe, expect, it } from "vitest";
import { textOf } from "../../lib/email/html/text.ts";
import { createTemplates } from "../../lib/email/render.ts";
import { compiled, data, withBody } from "./support.ts";

const ITEMS = [{ sku: "a", name: "Beans & more" }, { sku: "b" }];

async function bothTexts(
  inner: string,
  parts = data({ order: { items: ITEMS }, customer: { attributes: { bio: " x \n\n y\t" } } }),
) {
  const template = await compiled(withBody(inner));
  const { html, text } = await createTemplates(new Map([["hello", template]])).render("hello", "en", parts);
  return { text, converted: await textOf(html), derivedOnce: template.variants[0].text !== undefined };
}

describe("the text of a mail", () => {
  it("has the links and no pictures", async () => {
    const inner =
      '<mj-image src="https://shop.example/x.png" alt="cup" /><mj-button href="{{ shop.url }}/a">Go</mj-button>';
    const { text } = await bothTexts(inner);
    expect(text).toContain("Go (https://shop.example/a)\n");
    expect(text).toContain("Unsubscribe (https://shop.example/u/abc.def)");
    expect(text).not.toContain("cup");
  });

  it.each([
    [
      "conditions between blocks",
      "<mj-raw>{% if customer.orders > 5 %}</mj-raw><mj-text>many</mj-text><mj-raw>{% else %}</mj-raw><mj-text>few</mj-text><mj-raw>{% endif %}</mj-raw>",
    ],
    ["conditions in a line", "<mj-text>a{% if customer.orders > 5 %} lot{% endif %} b</mj-text>"],
    [
      "loops over list entries",
      "<mj-text><ul>{% for i in order.items %}<li>{{ i.name | default: i.sku }}</li>{% endfor %}</ul>after</mj-text>",
    ],
    [
      "loops over table rows",
      "<mj-table>{% for i in order.items %}<tr><td>{{ i.sku }}</td><td>{{ i.name | default: '-' }}</td></tr>{% endfor %}</mj-table><mj-text>after</mj-text>",
    ],
    [
      "values in links",
      '<mj-text><a href="{{ shop.url }}">{{ shop.url }}</a> <a href="{{ shop.url }}/x">{{ shop.name }}</a></mj-text>',
    ],
    ["values full of white space", "<mj-text>a {{ customer.attributes.bio }} b</mj-text>"],
    ["headings and paragraphs", "<mj-text><h1>Big</h1><p>one</p>{% if customer.id %}<p>two</p>{% endif %}</mj-text>"],
  ])("derived once says the same as derived from the rendered HTML: %s", async (_, inner) => {
    const { text, converted, derivedOnce } = await bothTexts(inner);
    expect(derivedOnce).toBe(true);
    expect(text).toBe(converted);
  });

  it("keeps apart what stood around a list without entries", async () => {
    const { text } = await bothTexts(
      "<mj-text>a<ul>{% for i in order.items limit: 0 %}<li>x</li>{% endfor %}</ul>b</mj-text>",
    );
    expect(text).toMatch(/^a\n\nb\n/);
  });

  it.each([
    ["values that are markup", "<mj-text>{{ with.bio | raw }}</mj-text>"],
    ["captured markup", "<mj-text>{% capture x %}<b>x</b>{% endcapture %}{{ x }}</mj-text>"],
    [
      "tags inside of attributes",
      '<mj-text><a {% if customer.id %}href="https://shop.example/z"{% endif %}>z</a></mj-text>',
    ],
    ["braces that are meant as such", "<mj-text>&#123;&#123; customer.id }}</mj-text>"],
  ])("is derived from each rendered mail where it must: %s", async (_, inner) => {
    const { text, converted, derivedOnce } = await bothTexts(
      inner,
      data({ with: { bio: "<p>I <b>like</b> tea</p>" } }),
    );
    expect(derivedOnce).toBe(false);
    expect(text).toBe(converted);
  });
});

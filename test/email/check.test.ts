import { describe, expect, it } from "vitest";
import { faultsOf, mjml, source, withBody } from "./support.ts";

const text = (inner: string) => withBody(`<mj-text>${inner}</mj-text>`);

describe("what a template says", () => {
  it.each([
    ["{{ customer.fistName }}", "there is no customer.fistName; did you mean customer.firstName?"],
    ["{{ firstName }}", "there is no firstName; did you mean customer.firstName?"],
    ["{{ order.totl }}", "there is no order.totl; did you mean order.total?"],
    ["{{ shop.name.first }}", "there is no shop.name.first; docs/templates.md lists what there is"],
    [
      "{% for item in order.items %}{{ item.nmae }}{% endfor %}",
      "there is no item.nmae (order.items[].nmae); did you mean order.items[].name?",
    ],
    ["{{ customer.id | upcas }}", 'there is no filter "upcas"; did you mean "upcase"?'],
    ["{% iff customer.id %}", 'there is no tag "iff"; did you mean "if"?'],
    ["{% render 'x' %}", 'the tag "render" cannot be used; share parts by <mj-include path="../_theme/…" />'],
    ["{{ customer.id | }", expect.stringContaining("Liquid cannot read this")],
  ])("finds the mistake in %s", async (inner, fault) => {
    const [found, ...others] = await faultsOf(text(inner));
    expect(found?.replace("templates/hello/body.mjml:4: ", "")).toEqual(fault);
    expect(others).toEqual([]);
  });

  it.each([
    "{{ customer.attributes.anything }} {{ customer.spent.USD }} {{ customer.tags | join: ', ' }} {{ customer.tags.size }}",
    "{{ order.items[0].sku }} {{ order.items.first.sku }} {{ now | day }}",
    "{% assign it = order %}{{ it.total | money: it.currency }}",
    "{% for item in order.items %}{{ forloop.index }} {{ item.name | default: item.sku }}{% endfor %}",
    "{% capture greeting %}Hi{% endcapture %}{{ greeting }}",
    "{{ event.anything.at.all }}",
  ])("finds none in %s", async (inner) => {
    expect(await faultsOf(text(inner))).toEqual([]);
  });

  it("asks for a default where a value may be missing, unless a condition is around it", async () => {
    const fault = await faultsOf(text("Dear {{ customer.firstName }},"));
    expect(fault).toEqual([
      'templates/hello/body.mjml:4: customer.firstName may be missing (the shop need not give it, and the sentence would have a hole); write {{ customer.firstName | default: "…" }}, or put {% if customer.firstName %} around it',
    ]);
    expect(await faultsOf(text('{{ customer.firstName | default: "friend" }}'))).toEqual([]);
    expect(await faultsOf(text("{% if customer.firstName %}Dear {{ customer.firstName }}{% endif %}"))).toEqual([]);
    expect(await faultsOf(text("{% assign n = customer.firstName %}Dear {{ n }}"))).toHaveLength(1);
    expect(await faultsOf(text("{% for i in order.items %}{{ i.name }}{% endfor %}"))).toHaveLength(1);
    expect(await faultsOf(text("{% if customer.lastName %}{% endif %}{{ customer.lastName }}"))).toHaveLength(1);
  });

  it("checks subjects too", async () => {
    expect(await faultsOf(source({ "body.mjml": mjml(""), "subject.txt": "Hi {{ customer.naem }}" }))).toEqual([
      expect.stringMatching(/^templates\/hello\/subject\.txt:1: there is no customer\.naem/),
    ]);
  });

  it("must have the unsubscribe link and the address in each language, not only under a condition", async () => {
    const bare =
      "<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>";
    const files = { "body.mjml": mjml(""), "subject.txt": "Hi", "body.th.mjml": bare, "subject.th.txt": "สวัสดี" };
    expect(await faultsOf(source(files))).toEqual([
      expect.stringMatching(/^templates\/hello\/body\.th\.mjml: there is no unsubscribe link \(bulk-sender rules/),
      expect.stringMatching(/^templates\/hello\/body\.th\.mjml: the postal address is missing \(CAN-SPAM/),
    ]);
    const hidden = bare.replace("Hi", "{% if links.unsubscribe %}{{ links.unsubscribe }}{% endif %}{{ shop.address }}");
    expect(await faultsOf(source({ "body.mjml": hidden, "subject.txt": "Hi" }))).toHaveLength(1);
    const some = bare.replace("Hi", "{% if customer.orders > 1 %}{{ links.unsubscribe }}{% endif %}{{ shop.address }}");
    expect(await faultsOf(source({ "body.mjml": some, "subject.txt": "Hi" }))).toEqual([
      expect.stringMatching(
        /^templates\/hello\/body\.mjml:1: the unsubscribe link is only there under a condition \(.*\); take it out/,
      ),
    ]);
  });

  it.each([
    [
      "<a href={{ shop.url }}>x</a>",
      'the value of href has no quotes (a space in it would begin another attribute); write href="{{ … }}"',
    ],
    ["<a href=https://x/{{ customer.id }}>x</a>", expect.stringContaining("the value of href has no quotes")],
    [
      "<b {{ customer.attributes.x }}>x</b>",
      expect.stringContaining("a value stands where an attribute's name should"),
    ],
  ])("must quote the values of attributes: %s", async (inner, fault) => {
    const faults = await faultsOf(withBody(`<p>\n${inner}</p>`, "body.html"));
    expect(faults.map((said) => said.replace("templates/hello/body.html:2: ", ""))).toEqual([fault]);
  });

  it.each([
    '<a title="a b={{ customer.id }}" {% if customer.id %}href="{{ shop.url }}"{% endif %}>x</a>',
    "{% if customer.orders < 3 %} total={{ customer.orders }} > {% endif %}",
  ])("takes quoted values, and what is no attribute: %s", async (inner) => {
    expect(await faultsOf(withBody(inner, "body.html"))).toEqual([]);
  });

  it("must not write customers' data raw", async () => {
    expect(await faultsOf(text("{{ customer.attributes.bio | raw }}"))).toEqual([
      "templates/hello/body.mjml:4: customer.attributes.bio is written raw (a customer's name could then be markup); remove | raw",
    ]);
    expect(await faultsOf(text("{{ with.bio | raw }}"))).toEqual([]);
  });

  it("may color by a value, not measure by one", async () => {
    expect(await faultsOf(withBody('<mj-text color="{{ with.color }}">x</mj-text>'))).toEqual([]);
    expect(await faultsOf(withBody('<mj-text padding="{{ with.size }}">x</mj-text>'))).toEqual([
      expect.stringContaining("<mj-text>: Attribute padding has invalid value: {{ with.size }} for type Unit"),
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { faultsOf, withBody } from "../support.ts";

const html = (inner: string) => faultsOf(withBody(`\n${inner}`, "body.html"));
const mjml = (inner: string) => faultsOf(withBody(inner));

describe("links", () => {
  it.each([
    "https://shop.example/coffee",
    "HTTPS://shop.example",
    "mailto:hello@shop.example?subject=Hi",
    "tel:+15550100",
    "{{ shop.url }}/coffee?a=1&amp;b={{ customer.id | url_encode }}",
    "{{ shop.url }}",
    "{{ links.preferences }}",
    "https://{{ customer.country | default: 'us' | downcase }}.shop.example",
    "{% if customer.orders > 5 %}{{ shop.url }}/vip{% else %}{{ shop.url }}{% endif %}",
  ])("may lead to %s", async (href) => {
    expect(await html(`<a href="${href}">x</a>`)).toEqual([]);
    expect(await mjml(`<mj-button href="${href}">x</mj-button>`)).toEqual([]);
  });

  it.each([
    [
      "http://shop.example",
      'the link "http://shop.example" is not https (on its way it can be read and changed, and mail programs warn of it); write https://',
    ],
    [
      "#",
      'the link "#" leads to no page (many mail programs do not jump inside of messages); begin it with https:// or {{ shop.url }}',
    ],
    [
      "/coffee",
      'the link "/coffee" is relative (a message has no page that it could be relative to); begin it with https:// or {{ shop.url }}',
    ],
    ["//shop.example/coffee", expect.stringContaining('"//shop.example/coffee" is relative')],
    ["coffee/{{ customer.id }}", expect.stringContaining('"coffee/{{ customer.id }}" is relative')],
    ["http://shop.example/{{ customer.id }}", expect.stringContaining("is not https")],
    [" ", expect.stringContaining('the link "" is empty')],
    [
      "javascript:alert(1)",
      expect.stringContaining('"javascript:alert(1)" begins with javascript: (mail programs block it)'),
    ],
    ["&#106;avascript:alert(1)", expect.stringContaining("begins with javascript:")],
    ["https://", expect.stringContaining("cannot be read as an address")],
  ])("may not lead to %s", async (href, fault) => {
    const said = (await html(`<a href="${href}">x</a>`)).map((line) =>
      line.replace("templates/hello/body.html:2: ", ""),
    );
    expect(said).toEqual([fault]);
  });

  it("are judged in branches that the sample does not take, and named by their lines in shared files", async () => {
    const shared = {
      "_theme/part.mjml":
        '<mj-raw>{% if customer.orders > 99 %}</mj-raw>\n<mj-button href="/vip">x</mj-button>\n<mj-raw>{% endif %}</mj-raw>',
    };
    const { files, ...rest } = withBody('<mj-include path="../_theme/part.mjml" />');
    expect(await faultsOf({ ...rest, files, shared })).toEqual([
      expect.stringMatching(/^templates\/_theme\/part\.mjml:2: the link "\/vip" is relative/),
    ]);
  });

  it("that campaigns give are judged by the sample", async () => {
    const { files, ...rest } = withBody('<mj-text>x</mj-text>\n<mj-button href="{{ with.page }}">x</mj-button>');
    const given = (sample: object) =>
      faultsOf({ ...rest, files: { ...files, "template.json": JSON.stringify({ description: "x", sample }) } });
    expect(await given({ with: { page: "https://shop.example/a" } })).toEqual([]);
    expect(await given({ with: { page: "http://shop.example/a" } })).toEqual([
      'templates/hello/body.mjml:5: the link {{ with.page }} comes out as "http://shop.example/a" with the sample data, which is not https (on its way it can be read and changed, and mail programs warn of it); mend it here, or the sample in template.json',
    ]);
    expect(await given({})).toEqual([
      expect.stringContaining('{{ with.page }} comes out as "" with the sample data, which is empty'),
    ]);
  });

  it("are only https where a picture is loaded", async () => {
    expect(await html('<img alt="" src="https://shop.example/a.png">')).toEqual([]);
    expect(await html('<img alt="" src="data:image/png;base64,AA">')).toEqual([
      expect.stringContaining("begins with data:"),
    ]);
    expect(await mjml('<mj-image alt="" src="http://shop.example/a.png" />')).toEqual([
      expect.stringContaining('the image "http://shop.example/a.png" is not https'),
    ]);
  });
});

describe("pictures", () => {
  it.each([
    '<mj-image src="https://shop.example/a.png" />',
    '<mj-text><img src="https://shop.example/a.png"></mj-text>',
  ])("say what they show: %s", async (picture) => {
    const name = picture.includes("mj-image") ? "mj-image" : "img";
    expect(await mjml(picture)).toEqual([
      `templates/hello/body.mjml:4: this <${name}> has no alt (many people read without images); say what it shows: alt="…"; alt="" when it only decorates`,
    ]);
    expect(await mjml(picture.replace(" src", ' alt="" src'))).toEqual([]);
    expect(await mjml(picture.replace(" src", ' alt="{{ shop.name }}" src'))).toEqual([]);
  });
});

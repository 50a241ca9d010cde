import { describe, expect, it } from "vitest";
import { compiled, FOOTER, faultsOf, mjml, PREVIEW, source, withBody } from "./support.ts";

describe("compiling a template", () => {
  it("keeps Liquid in texts, attributes, raw parts and comparisons", async () => {
    const { variants } = await compiled(
      withBody(`<mj-text>{% if customer.orders < 3 %}few & "new"{% endif %}</mj-text>
<mj-raw>{% if customer.orders > 9 %}</mj-raw>
<mj-button href="{{ shop.url }}/x?a=1&amp;b={{ customer.id | default: "none" }}">Go</mj-button>
<mj-raw>{% endif %}</mj-raw>`),
    );
    const { html } = variants[0];
    expect(html).toContain('{% if customer.orders < 3 %}few & "new"{% endif %}');
    expect(html).toContain('href="{{ shop.url }}/x?a=1&amp;b={{ customer.id | default: "none" }}"');
    expect(html.indexOf("{% if customer.orders > 9 %}")).toBeLessThan(html.indexOf(">\nGo"));
    expect(html).not.toMatch(/<link|@import|fonts\.googleapis/);
  });

  it("says which tag MJML would drop, and where it stands", async () => {
    const body = mjml("{% if customer.orders > 3 %}\n<mj-text>hi</mj-text>\n{% endif %}");
    expect(await faultsOf(source({ "body.mjml": body, "subject.txt": "Hi" }))).toEqual([
      "templates/hello/body.mjml:4: MJML would drop {% if customer.orders > 3 %}, which stands between elements; write <mj-raw>{% if customer.orders > 3 %}</mj-raw>, or move it into an element's text",
      "templates/hello/body.mjml:6: MJML would drop {% endif %}, which stands between elements; write <mj-raw>{% endif %}</mj-raw>, or move it into an element's text",
    ]);
  });

  it("names the line of an unknown element, a wrong attribute and a missing end", async () => {
    expect(await faultsOf(withBody('<mj-txt>hi</mj-txt>\n<mj-text colour="red">x</mj-text>'))).toEqual([
      expect.stringMatching(/^templates\/hello\/body\.mjml:4: <mj-txt>: Element mj-txt doesn't exist/),
      expect.stringMatching(/^templates\/hello\/body\.mjml:5: <mj-text>: Attribute colour is illegal/),
    ]);
    expect(await faultsOf(withBody("<mj-text>hi\n<mj-button>x</mj-button>"))).toEqual([
      "templates/hello/body.mjml:7: </mj-column> comes while <mj-text> of templates/hello/body.mjml:4 is open; add </mj-text> before it",
    ]);
  });

  it("names the line of a Liquid fault in the file it was written in, shared files too", async () => {
    const shared = { "_theme/part.mjml": "<mj-text>ok</mj-text>\n<mj-text>{% if x %}</mj-text>" };
    const body = mjml('<mj-include path="../_theme/part.mjml" />');
    expect(await faultsOf(source({ "body.mjml": body, "subject.txt": "Hi" }, shared))).toEqual([
      expect.stringMatching(/^templates\/_theme\/part\.mjml:2: Liquid cannot read this: tag .* not closed/),
    ]);
  });

  it("knows lines below an include", async () => {
    const shared = { "_theme/part.mjml": "<mj-text>a</mj-text>\n<mj-text>b</mj-text>\n" };
    const body = mjml('<mj-include path="../_theme/part.mjml" />\n<mj-text>{{ nonsense }}</mj-text>');
    const [fault] = await faultsOf(source({ "body.mjml": body, "subject.txt": "Hi" }, shared));
    expect(fault).toMatch(/^templates\/hello\/body\.mjml:5: there is no nonsense/);
  });

  it.each(["../../shop.json", "/etc/passwd", "../other/body.mjml", "../_theme/../../x", "%2e%2e/x"])(
    "does not include %s, which is no shared file",
    async (path) => {
      const body = mjml(`<mj-include path="${path}" />`);
      const [fault] = await faultsOf(source({ "body.mjml": body, "subject.txt": "Hi" }, { "_theme/x.mjml": "x" }));
      expect(fault).toContain(`body.mjml:4: there is no shared file "${path}"`);
    },
  );

  it("stops at a file that includes itself", async () => {
    const shared = { "_theme/loop.mjml": '<mj-include path="loop.mjml" />' };
    const body = mjml('<mj-include path="../_theme/loop.mjml" />');
    expect((await faultsOf(source({ "body.mjml": body, "subject.txt": "Hi" }, shared)))[0]).toContain(
      "includes itself",
    );
  });

  it("wants a body and a subject of each language", async () => {
    const files = { "body.mjml": mjml(""), "subject.txt": "Hi", "subject.th.txt": "สวัสดี", "body.vi.html": FOOTER };
    expect(await faultsOf(source(files))).toEqual([
      expect.stringMatching(
        /^templates\/hello\/subject\.vi\.txt: there is no such file, though there is a body\.vi\.html/,
      ),
      expect.stringMatching(
        /^templates\/hello\/body\.th\.mjml: there is no such file, though there is a subject\.th\.txt/,
      ),
    ]);
  });

  it("refuses languages that do not exist, files that belong to nothing, and two bodies", async () => {
    const files = {
      "body.mjml": mjml(""),
      "subject.txt": "Hi",
      "body.xx.mjml": "",
      "body.mjlm": "",
      "body.html": PREVIEW + FOOTER,
    };
    expect(await faultsOf(source(files))).toEqual([
      "templates/hello/body.mjlm: this file is no part of a template; did you mean body.mjml?",
      "templates/hello/body.mjml: body.html is there as well; keep one of the two",
      'templates/hello/body.xx.mjml: "xx" is not a language; write a tag such as th or pt-BR',
    ]);
  });

  it("refuses an empty subject, one of two lines, and a missing one", async () => {
    expect(await faultsOf(source({ "body.mjml": mjml(""), "subject.txt": " \n" }))).toEqual([
      "templates/hello/subject.txt:1: the subject is empty; write one line",
    ]);
    expect(await faultsOf(source({ "body.mjml": mjml(""), "subject.txt": "a\nb" }))).toEqual([
      "templates/hello/subject.txt:2: the subject has more than one line; write one line",
    ]);
    expect((await faultsOf(source({ "body.mjml": mjml("") })))[0]).toContain("subject.txt: there is no such file");
  });

  it("checks template.json", async () => {
    const files = { "body.mjml": mjml(""), "subject.txt": "Hi" };
    const manifest = '{ "description": "x", "sampel": {}, "rates": { "opened": 2, "clicked": 0, "bought": 0 } }';
    const faults = await faultsOf(source({ ...files, "template.json": manifest }));
    expect(faults.join("\n")).toContain('unknown key "sampel"; did you mean "sample"?');
    expect(faults.join("\n")).toContain("templates/hello/template.json:1 rates.opened:");
  });
});

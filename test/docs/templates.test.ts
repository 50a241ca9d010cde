import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { checkTemplateUses } from "../../lib/email/needs.ts";
import { sampleData } from "../../lib/email/sample.ts";
import { manifestSchema } from "../../lib/email/source/manifest.ts";
import { readTheme, themeSchema } from "../../lib/email/theme/theme.ts";
import { compiled, faultsOf, source, withBody } from "../email/support.ts";
import { names, page, ROOT } from "./pages.ts";

const TEMPLATE = await compiled(withBody("<mj-text>Hello</mj-text>"));
const doc = page("docs/templates.md");
const readme = page("templates/README.md");
const BLOCKS = [...doc.matchAll(/^```(\w*)\n(.*?)^```/gms)];
const block = (word: string) => BLOCKS.find(([, , text = ""]) => text.includes(word))?.[2] ?? "";
const folders = readdirSync(join(ROOT, "templates"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const templates = folders.map(({ name }) => name).filter((name) => !name.startsWith("_"));

describe("docs/templates.md", () => {
  it("explains every key of template.json", () => {
    const said = doc.split("\n").flatMap((line) => (line.startsWith("| `") ? names(line).slice(0, 1) : []));
    const keys = Object.keys(manifestSchema.shape).filter((key) => key !== "$schema");
    expect(keys.filter((key) => !said.includes(key))).toEqual([]);
  });

  it("shows a theme without faults, with every key", () => {
    const text = block('"colors"');
    expect(readTheme("theme.json", text).faults).toEqual([]);
    const shown = JSON.parse(text);
    expect(Object.keys(shown)).toEqual(Object.keys(themeSchema.shape));
    expect(Object.keys(shown.colors)).toEqual(Object.keys(themeSchema.shape.colors.shape));
  });

  it("shows faults as they are said", async () => {
    const body = `<body>\n<mj-preview>x</mj-preview>{{ links.unsubscribe }} {{ shop.address }}\n<a href="/coffee">x</a>\n<img src="https://x.example/a.png">\n<p style="color: {{ theme.acent }}">x</p></body>`;
    const shared = { "_theme/theme.json": readFileSync(join(ROOT, "templates/_theme/theme.json"), "utf8") };
    const said = await faultsOf(source({ "body.html": body, "subject.txt": "Hi" }, shared));
    expect(block("is relative").trim().split("\n").sort()).toEqual(said.sort());
  });

  it("shows faults of the steps that send a template as they are said", async () => {
    const file = "campaigns/ask.json";
    const use = { file, with: [], start: "purchase", coupon: false };
    const hello = await compiled(withBody("<mj-text>Hello</mj-text>"));
    const gift = await compiled({ ...withBody("<mj-text>{{ coupon.code }}</mj-text>"), name: "gift" });
    const faults = [
      ...checkTemplateUses(hello, [{ ...use, line: 6, path: "steps[0].survey", survey: "nps" }]),
      ...checkTemplateUses(gift, [{ ...use, line: 7, path: "steps[1].send" }]),
    ];
    expect(block("has no link to the survey").trim().split("\n")).toEqual(faults.map(say));
  });

  it("tells what a template can say, name by name", () => {
    const roots = doc.split("\n").flatMap((line) => (line.startsWith("| `") ? names(line).slice(0, 1) : []));
    const known = Object.keys(sampleData(TEMPLATE, { name: "Shop", url: "https://shop.example", address: "Street" }));
    expect(known.filter((name) => !roots.includes(name))).toEqual([]);
  });
});

describe("templates/README.md", () => {
  const rows = readme.split("\n").filter((line) => line.startsWith("| [`"));

  it("lists every template with its kind and its topic", () => {
    const listed = rows.map((row) => {
      const [name = "", kind = "", topic = ""] = row
        .split("|")
        .slice(1)
        .map((cell) => cell.trim());
      return [names(name)[0], kind, names(topic)[0]];
    });
    const there = templates.map((name) => {
      const { kind = "marketing", topic } = JSON.parse(
        readFileSync(join(ROOT, "templates", name, "template.json"), "utf8"),
      );
      return [name, kind, topic];
    });
    expect(listed.sort()).toEqual(there.sort());
  });

  it("names every shared file", () => {
    const files = readdirSync(join(ROOT, "templates/_theme")).filter((name) => !/\.(th|vi)\./.test(name));
    expect(files.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});

it.each(templates)("there is a small picture of %s", (name) => {
  expect(statSync(join(ROOT, "docs/images/templates", `${name}.png`)).size).toBeLessThan(250_000);
});

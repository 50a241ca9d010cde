import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compileTemplate } from "../../../lib/email/compile.ts";
import { compiled, faultsOf, mjml, source } from "../support.ts";

type Colors = Record<string, { light: string; dark: string }>;
type Json = { colors: Colors; [key: string]: unknown };
let whole: Json;
beforeAll(async () => {
  whole = JSON.parse(await readFile("templates/_theme/theme.json", "utf8"));
});

const themed = (inner: string, change: (theme: Json) => void = () => undefined) => {
  const theme = structuredClone(whole);
  change(theme);
  const shared = { "_theme/theme.json": JSON.stringify(theme, null, 2) };
  return source({ "body.mjml": mjml(inner), "subject.txt": "Hi" }, shared);
};
const colored = '<mj-button href="{{ shop.url }}" background-color="{{ theme.button }}">Go</mj-button>';
const html = async (template: ReturnType<typeof themed>) => (await compiled(template)).variants[0].html;

describe("the theme", () => {
  it("is put in when a template is compiled, where MJML reckons with it, too", async () => {
    const page = await html(
      themed(
        `${colored}<mj-text font-family="{{ theme.fonts.title }}" padding="{{ theme.radius }}" color="{{theme.dark.text}}">x</mj-text>`,
      ),
    );
    expect(page).toContain(`bgcolor="${whole.colors.button?.light}"`);
    expect(page).toContain("font-family:Georgia, 'Times New Roman'");
    expect(page).toContain("padding:10px");
    expect(page).toContain(`color:${whole.colors.text?.dark}`);
    expect(page).not.toContain("theme.");
  });

  it("recolors every message, also those that were compiled before", async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), "regulars-"));
    const page = async (change?: (theme: Json) => void) =>
      (await compileTemplate(themed(colored, change), { cacheDir })).template?.variants[0].html;
    expect(await page()).toContain('bgcolor="#1f4e79"');
    const red = (theme: Json) => {
      theme.colors.button = { light: "#8a1c1c", dark: "#8a1c1c" };
    };
    expect(await page(red)).toContain('bgcolor="#8a1c1c"');
    expect(await page()).toContain('bgcolor="#1f4e79"');
    await rm(cacheDir, { recursive: true });
  });

  it("may have colors of the shop's own", async () => {
    const own = (theme: Json) => {
      theme.own = {
        highlight: { light: "#ffee00", dark: "#665500" },
      };
    };
    const page = await html(themed('<mj-text color="{{ theme.highlight }}">x</mj-text>', own));
    expect(page).toContain("color:#ffee00");
  });

  it.each([
    ["{{ theme.acent }}", 'templates/hello/body.mjml:4: there is no theme.acent; did you mean "accent"?'],
    [
      "{{ theme.dark.zzzzzzzz }}",
      "templates/hello/body.mjml:4: there is no theme.dark.zzzzzzzz; templates/_theme/theme.json lists what there is",
    ],
    [
      "{{ theme.accent | upcase }}",
      expect.stringContaining("body.mjml:4: {{ theme.accent | upcase }} asks for more than a value of the theme"),
    ],
    ["{% if theme.accent %}x{% endif %}", expect.stringContaining("asks for more than a value of the theme")],
  ])("has no %s", async (said, fault) => {
    expect((await faultsOf(themed(`<mj-text>${said}</mj-text>`)))[0]).toEqual(fault);
  });

  it("is asked for where there is none", async () => {
    const template = source({ "body.mjml": mjml(`<mj-text>{{ theme.accent }}</mj-text>`), "subject.txt": "Hi" });
    expect(await faultsOf(template)).toEqual([
      "templates/hello/body.mjml:4: there is no theme for {{ theme.accent }}; add templates/_theme/theme.json, or write the value itself",
    ]);
  });
});

describe("a theme's faults", () => {
  const faults = (change: (theme: Json) => void) => faultsOf(themed(colored, change));

  it.each<[string, (theme: Json) => void, string]>([
    [
      "a color by its name",
      (theme) => Object.assign(theme.colors.page ?? {}, { light: "red" }),
      '_theme/theme.json:5 colors.page.light: "red" is not a color; write one such as "#1f4e79"',
    ],
    [
      "a color that is missing",
      (theme) => Reflect.deleteProperty(theme.colors, "button"),
      'colors: "button" is missing',
    ],
    [
      "a color for light screens only",
      (theme) => Reflect.deleteProperty(theme.colors.line ?? {}, "dark"),
      'colors.line: "dark" is missing',
    ],
    [
      "a font that ends the attribute",
      (theme) => Object.assign(theme.fonts as object, { text: 'Arial" x="' }),
      "is not a list of fonts",
    ],
    [
      "a font that loads something",
      (theme) => Object.assign(theme.fonts as object, { text: "url(https://x)" }),
      "is not a list of fonts",
    ],
    [
      "a width in other measures",
      (theme) => Object.assign(theme, { width: "40em" }),
      '"40em" is no width in pixels; write one from 320px to 800px',
    ],
    ["a width that no phone shows", (theme) => Object.assign(theme, { width: "5000px" }), "is no width in pixels"],
    [
      "a key of no use",
      (theme) => Object.assign(theme, { widht: theme.width, width: undefined }),
      'unknown key "widht"; did you mean "width"?',
    ],
    [
      "a color with a name that is taken",
      (theme) => Object.assign(theme, { own: { dark: { light: "#000000", dark: "#000000" } } }),
      '"dark" means something else already; choose another name',
    ],
  ])("%s", async (_, change, fault) => {
    expect((await faults(change)).join("\n")).toContain(fault);
  });

  it("are told once, however many languages there are", async () => {
    const theme = structuredClone(whole);
    theme.width = "wide";
    const shared = { "_theme/theme.json": JSON.stringify(theme) };
    const files = {
      "body.mjml": mjml(colored),
      "subject.txt": "Hi",
      "body.th.mjml": mjml(colored),
      "subject.th.txt": "Hi",
    };
    expect(await faultsOf(source(files, shared))).toHaveLength(1);
  });

  it("are texts that are hard to read, on light screens and dark ones", async () => {
    const pale = await faults((theme) => {
      theme.colors.quiet = { light: "#a09080", dark: "#b0a194" };
      theme.colors.buttonText = { light: "#fffdfa", dark: "#1d1713" };
    });
    expect(pale).toEqual([
      expect.stringMatching(
        /^templates\/_theme\/theme\.json:\d+ colors\.quiet\.light: quiet #a09080 on card #fffdfa has a contrast of 3\.0\d to 1 on a light screen \(WCAG AA asks for 4\.5 to 1, and fewer people can read less\); make one of the two darker \(quiet\) or lighter \(card\)$/,
      ),
      expect.stringContaining("quiet #a09080 on page #f5efe6"),
      expect.stringMatching(/colors\.buttonText\.dark: buttonText #1d1713 on button #2a6399 .* on a dark screen/),
    ]);
  });
});

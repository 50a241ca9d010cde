import * as z from "zod";
import type { Fault } from "../../campaign/faults.ts";
import { schemaLink } from "../../campaign/parts/schema-link.ts";
import { explainer } from "../../campaign/reading/explain.ts";
import { readJson } from "../source/json.ts";
import { contrastFindings } from "./contrast.ts";

/** Where the theme lies, among the files that templates share. */
export const THEME_FILE = "_theme/theme.json";

const colorSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/, {
  error: (issue) => `"${String(issue.input)}" is not a color; write one such as "#1f4e79"`,
});

const pairSchema = (description: string, light: string, dark: string) =>
  z.strictObject({ light: colorSchema, dark: colorSchema }).meta({ description, examples: [{ light, dark }] });

/** Fonts stand in attributes and style sheets alike, so nothing may end either of them. */
const fontsSchema = (description: string) =>
  z
    .string()
    .regex(/^[^"<>{}()\\;:@&\n]+$/, {
      error: (issue) =>
        `"${String(issue.input)}" is not a list of fonts; write one such as "Georgia, 'Times New Roman', serif"`,
    })
    .meta({ description, examples: ["Georgia, 'Times New Roman', serif"] });

const pixelsSchema = (least: number, most: number) =>
  z.string().refine(
    (text) => {
      const pixels = Number(/^(\d{1,4})px$/.exec(text)?.[1] ?? "NaN");
      return pixels >= least && pixels <= most;
    },
    { error: (issue) => `"${String(issue.input)}" is no width in pixels; write one from ${least}px to ${most}px` },
  );

const COLORS = ["page", "card", "title", "text", "quiet", "accent", "button", "buttonText", "line"];
/** What `{{ theme.dark.text }}` and `{{ theme.width }}` mean already. */
const TAKEN: readonly string[] = ["dark", "fonts", "width", "radius", ...COLORS];

const nameOfColorSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, {
    error: (issue) => `"${String(issue.input)}" is no name of a color; use letters and digits, such as "highlight"`,
  })
  .refine((name) => !TAKEN.includes(name), {
    error: (issue) => `"${String(issue.input)}" means something else already; choose another name, such as "highlight"`,
  });

/** `_theme/theme.json` */
export const themeSchema = z
  .strictObject({
    $schema: schemaLink("../../schema/theme.schema.json"),
    colors: z
      .strictObject({
        page: pairSchema("Behind everything.", "#f5efe6", "#171310"),
        card: pairSchema("Behind the message itself.", "#fffdfa", "#241e1a"),
        title: pairSchema("Headings.", "#1d1713", "#fbf4ea"),
        text: pairSchema("What is read.", "#3b312b", "#e9dfd3"),
        quiet: pairSchema("Small print, and the foot.", "#6a5c52", "#b0a194"),
        accent: pairSchema("Links, and the shop's name.", "#1f4e79", "#8fbbe3"),
        button: pairSchema("Behind a button's words.", "#1f4e79", "#2f6ca5"),
        buttonText: pairSchema("A button's words.", "#fffdfa", "#fffdfa"),
        line: pairSchema("Lines between things.", "#eadfce", "#453a32"),
      })
      .meta({ description: "Colors on a light screen and on a dark one." }),
    own: z
      .record(nameOfColorSchema, pairSchema("{{ theme.itsName }}", "#e7b771", "#d9a962"))
      .optional()
      .meta({
        description: "More colors, by names of your own.",
        examples: [{ hero: { light: "#1f4e79", dark: "#1a4267" } }],
      }),
    fonts: z
      .strictObject({ text: fontsSchema("What is read."), title: fontsSchema("Headings, and the shop's name.") })
      .meta({ description: "Fonts that are on people's machines: nothing is downloaded." }),
    width: pixelsSchema(320, 800).meta({ description: "How wide a message is at most.", examples: ["560px"] }),
    radius: pixelsSchema(0, 60).meta({ description: "How round corners are.", examples: ["10px"] }),
  })
  .meta({ title: "Regulars theme", description: "Colors, fonts and measures of every message." });

export type Theme = z.infer<typeof themeSchema>;

const explain = explainer({ quote: true });

/** The values by the names that templates say after `theme.`, and faults of the file. `file` is its path for faults. */
export function readTheme(file: string, text: string): { values?: ReadonlyMap<string, string>; faults: Fault[] } {
  const { value: theme, lineOf, faults } = readJson({ path: file, text }, themeSchema, explain);
  if (theme === undefined) return { faults };
  const pale = contrastFindings(theme.colors).map(({ path, ...said }): Fault => {
    return { file, ...lineOf(path), path: path.join("."), ...said };
  });
  return pale.length > 0 ? { faults: pale } : { values: valuesOf(theme), faults };
}

function valuesOf({ colors, own, fonts, width, radius }: Theme): ReadonlyMap<string, string> {
  const values = new Map([
    ["width", width],
    ["radius", radius],
  ]);
  for (const [name, { light, dark }] of Object.entries({ ...own, ...colors })) {
    values.set(name, light).set(`dark.${name}`, dark);
  }
  for (const [name, list] of Object.entries(fonts)) values.set(`fonts.${name}`, list);
  return values;
}

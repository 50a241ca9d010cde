import { posix } from "node:path";
import type { Fault } from "../../campaign/faults.ts";
import { didYouMean } from "../../campaign/reading/suggest.ts";
import type { Expanded } from "../source/include.ts";
import type { TemplateSource } from "../template.ts";
import { readTheme, THEME_FILE } from "./theme.ts";

const OUTPUT = /\{\{-?\s*theme\.(?<name>[\w.]+)\s*-?\}\}/g;
/** Said in any other way, with a filter or in a condition. */
const OTHERWISE = /\{\{-?\s*theme\b[^}]*\}\}|\{%-?\s*(?:if|elsif|unless|case|assign|for)\b[^%]*?\btheme\.[^%]*%\}/g;

/** What a template has of the theme: nothing without `_theme/theme.json`. */
export function themeOf({ folder, shared }: TemplateSource): ReturnType<typeof readTheme> {
  const text = Object.hasOwn(shared, THEME_FILE) ? shared[THEME_FILE] : undefined;
  return text === undefined ? { faults: [] } : readTheme(fileOf(folder), text);
}

/**
 * Puts the theme's values where `{{ theme.accent }}` stands, before MJML and Liquid read the text: so they may stand in attributes
 * that MJML reckons with, cost nothing when a message is written, and count when a compiled body is looked up.
 * With `values` undefined, the theme has faults of its own, which are enough.
 */
export function applyTheme(
  written: Expanded,
  values: ReadonlyMap<string, string> | undefined,
  { folder, shared }: TemplateSource,
): { expanded: Expanded; faults: Fault[] } {
  const faults: Fault[] = [];
  const isThere = Object.hasOwn(shared, THEME_FILE);
  const report = (offset: number, what: string, fix: string) => {
    const line = written.text.slice(0, offset).split("\n").length;
    faults.push({ ...written.at(line), path: "", what, fix });
  };
  const text = written.text.replace(OUTPUT, (found, name: string, offset: number) => {
    const value = values?.get(name);
    if (value !== undefined) return value;
    if (!isThere) report(offset, `there is no theme for ${found}`, `add ${fileOf(folder)}, or write the value itself`);
    else if (values !== undefined) {
      const fix = didYouMean(name, [...values.keys()], `${fileOf(folder)} lists what there is`);
      report(offset, `there is no theme.${name}`, fix);
    }
    return "";
  });
  for (const { 0: found, index } of written.text.replace(OUTPUT, blank).matchAll(OTHERWISE)) {
    report(
      index,
      `${found} asks for more than a value of the theme`,
      "write {{ theme.accent }} and nothing else: it is put in as it is",
    );
  }
  return { expanded: { ...written, text }, faults };
}

const blank = (found: string) => " ".repeat(found.length);
const fileOf = (folder: string) => posix.join(posix.dirname(folder), THEME_FILE);

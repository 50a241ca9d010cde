import { posix } from "node:path";
import type { Fault } from "../../campaign/faults.ts";
import { didYouMean } from "../../campaign/reading/suggest.ts";
import type { Expanded } from "../source/include.ts";
import type { TemplateSource } from "../template.ts";
import { readTheme, THEME_FILE } from "./theme.ts";

/** The values by what stands after `theme.`; "faulty" when the theme has faults, undefined when there is none. */
export type ThemeValues = ReadonlyMap<string, string> | "faulty" | undefined;

const OUTPUT = /\{\{-?\s*theme\.(?<name>[\w.]+)\s*-?\}\}/g;
/** Said in any other way, with a filter or in a condition. */
const OTHERWISE = /\{\{-?\s*theme\b[^}]*\}\}|\{%-?\s*(?:if|elsif|unless|case|assign|for)\b[^%]*?\btheme\.[^%]*%\}/g;

/** The theme among the files that templates share. */
export function themeOf({ folder, shared }: TemplateSource): { theme: ThemeValues; faults: Fault[] } {
  const text = Object.hasOwn(shared, THEME_FILE) ? shared[THEME_FILE] : undefined;
  if (text === undefined) return { theme: undefined, faults: [] };
  const { values, faults } = readTheme(fileOf(folder), text);
  return { theme: values ?? "faulty", faults };
}

/**
 * Puts the theme's values where `{{ theme.accent }}` stands, before MJML and Liquid read the text: so they may stand in attributes
 * that MJML reckons with, cost nothing when a message is written, and count when a compiled body is looked up.
 */
export function applyTheme(
  written: Expanded,
  theme: ThemeValues,
  folder: string,
): { expanded: Expanded; faults: Fault[] } {
  const faults: Fault[] = [];
  const report = (offset: number, what: string, fix: string) => {
    const line = written.text.slice(0, offset).split("\n").length;
    faults.push({ ...written.at(line), path: "", what, fix });
  };
  const text = written.text.replace(OUTPUT, (found, name: string, offset: number) => {
    if (theme === "faulty") return "";
    if (theme === undefined) {
      report(offset, `there is no theme for ${found}`, `add ${fileOf(folder)}, or write the value itself`);
      return "";
    }
    const value = theme.get(name);
    if (value === undefined) {
      const fix = didYouMean(name, [...theme.keys()], `${fileOf(folder)} lists what there is`);
      report(offset, `there is no theme.${name}`, fix);
    }
    return value ?? "";
  });
  for (const { 0: found, index } of written.text.replace(OUTPUT, blank).matchAll(OTHERWISE)) {
    const fix = "write {{ theme.accent }} and nothing else: it is put in as it is";
    report(index, `${found} asks for more than a value of the theme`, fix);
  }
  return { expanded: { ...written, text }, faults };
}

const blank = (found: string) => " ".repeat(found.length);
const fileOf = (folder: string) => posix.join(posix.dirname(folder), THEME_FILE);

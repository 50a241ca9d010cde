import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** A page of the docs, by its path in the repository. */
export function page(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** Every page that people read. */
export const PAGES = [
  "README.md",
  "CHANGELOG.md",
  ...["docs", "docs/decisions", "docs/library", "templates", "bench"].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
];

/** Headings with their level, outside of code. */
export function headings(markdown: string): { level: number; text: string }[] {
  return [...withoutCode(markdown).matchAll(/^(#+) (.+)$/gm)].map(([, marks = "", text = ""]) => ({
    level: marks.length,
    text,
  }));
}

/** As GitHub makes it from a heading. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[^\p{L}\p{N}\-_ ]/gu, "")
    .replaceAll(" ", "-");
}

export function withoutCode(markdown: string): string {
  return markdown.replace(/^ *```.*?^ *```$/gms, "");
}

/** The cells of the table between two comments, without its head. */
export function tableBetween(markdown: string, name: string): string[][] {
  const [, between] = new RegExp(`<!-- ${name} -->(.*?)<!-- /${name} -->`, "s").exec(markdown) ?? [];
  if (between === undefined) throw new Error(`no table between <!-- ${name} --> and <!-- /${name} -->`);
  return tableRows(between);
}

/** The cells of the only table of a text, without its head. */
export function tableRows(markdown: string): string[][] {
  const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands between backticks. */
export function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

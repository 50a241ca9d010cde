import { number } from "../numbers.ts";

/** Fits a terminal beside an editor, and a mail. */
const WIDTH = 100;

export function heading(text: string): string {
  const most = WIDTH - "──  ──".length;
  const title = text.length <= most ? text : `${text.slice(0, most - 1)}…`;
  return `── ${title} ${"─".repeat(WIDTH - title.length - 4)}`;
}

/** A number, what it counts, and a word about it. */
export function row(what: string, n: number | string, note = ""): string {
  const figure = typeof n === "number" ? number(n) : n;
  return clip(`  ${what.padEnd(40)}${figure.padStart(11)}${note === "" ? "" : `  ${note}`}`);
}

/** A sum, and below it what it is made of. */
export function rows(what: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  if (entries.length === 0) return [];
  const all = entries.reduce((total, [, n]) => total + n, 0);
  if (entries.length === 1) return [row(what, all, entries[0]?.[0] ?? "")];
  return [row(what, all), ...entries.map(([why, n]) => row(`    ${why}`, n))];
}

/** Columns as wide as their widest cell; all but the first and those named are numbers, set to the right. */
export function table(cells: readonly (readonly string[])[], left: readonly number[] = []): string[] {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) =>
    clip(
      `  ${line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || left.includes(column) ? cell.padEnd(width) : cell.padStart(width);
        })
        .join("  ")}`,
    ),
  );
}

/** Text of several lines, the first behind a mark and the others below it. */
export function wrapped(text: string, mark: string): string[] {
  const lines: string[] = [];
  let line = mark;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(mark.length);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

const BAR = 40;

/** One line a name; every count above zero shows. */
export function bars(counts: readonly (readonly [string, number])[]): string[] {
  const most = Math.max(1, ...counts.map(([, n]) => n));
  const width = Math.max(...counts.map(([name]) => name.length));
  return counts.map(([name, n]) =>
    `  ${name.padEnd(width)}${number(n).padStart(11)}  ${"▇".repeat(Math.ceil((n / most) * BAR))}`.trimEnd(),
  );
}

/** No line is ragged or wraps, however long a marketer's words are. */
export function clip(line: string): string {
  const text = line.trimEnd();
  return text.length <= WIDTH ? text : `${text.slice(0, WIDTH - 1)}…`;
}

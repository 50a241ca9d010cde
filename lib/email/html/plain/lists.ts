import type { Page } from "./blocks.ts";
import type { Element } from "./parse.ts";

/** A list, its entries marked and indented; a list inside of an entry begins on its next line. */
export function addList(list: Element, page: Page, addNodes: (nodes: Element["children"]) => void): void {
  const entries = list.children.filter((child) => typeof child !== "string" || /\S/.test(child));
  if (entries.length === 0) return;
  const isNested = list.parent?.name === "li";
  const marks = marksOf(list, entries, isNested);
  const width = Math.max(...marks.map((mark) => mark.length));
  const around = isNested ? 1 : 2;
  page.block(
    [around, around],
    () => {
      for (const [place, entry] of entries.entries()) {
        const mark = (marks[place] ?? "").padEnd(width);
        const change = (text: string) => mark + text.replaceAll("\n", `\n${" ".repeat(width)}`);
        page.block([1, 1], () => addNodes([entry]), { change });
      }
    },
    { change: (text) => (text === "" ? undefined : text), forgets: true },
  );
}

function marksOf(list: Element, entries: Element["children"], isNested: boolean): string[] {
  let number = Number(list.attributes.get("start") ?? "1");
  const numbered = NUMBERED[list.attributes.get("type") ?? "1"] ?? String;
  return entries.map((entry) => {
    if (typeof entry === "string" || entry.name !== "li") return "";
    if (list.name === "ul") return "- ";
    return `${isNested ? "" : " "}${numbered(number++)}. `;
  });
}

/** By the `type` of an `ol`. */
const NUMBERED: Record<string, (number: number) => string> = {
  a: letters,
  A: (number) => letters(number).toUpperCase(),
  i: roman,
  I: (number) => roman(number).toUpperCase(),
};

/** a to z, then aa: as the columns of a spreadsheet. */
function letters(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return (before > 0 ? letters(before) : "") + String.fromCharCode(97 + ((number - 1) % 26));
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(number: number): string {
  let left = number;
  let written = "";
  for (const [value, sign] of ROMAN) {
    while (left >= value) {
      written += sign;
      left -= value;
    }
  }
  return written;
}

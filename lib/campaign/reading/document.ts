import { createScanner, type Node, parseTree } from "jsonc-parser";
import type { Fault } from "../faults.ts";
import { type Path, type Positions, pathText } from "./finding.ts";
import { syntaxFaults } from "./syntax.ts";

export interface SourceFile {
  /** The path as its author knows it: faults begin with it. */
  path: string;
  text: string;
}

export interface Document {
  value: unknown;
  positions: Positions;
}

/** Deeper than any journey; keeps the recursive readers from running out of stack. */
const DEEPEST = 100;

/** Reads plain JSON and remembers where everything stands. No comments, no trailing commas, no key twice. */
export function readDocument({ path: file, text }: SourceFile): { document?: Document; faults: Fault[] } {
  // Some editors on Windows begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, " ");
  const lineAt = lineFinder(json);
  const tooDeep = offsetTooDeep(json);
  if (tooDeep !== undefined) {
    const what = `more than ${DEEPEST} brackets are open here`;
    return {
      faults: [{ file, line: lineAt(tooDeep), path: "", what, fix: "look for brackets that are never closed" }],
    };
  }
  const faults = syntaxFaults(json).map(({ offset, ...said }) => ({ file, line: lineAt(offset), path: "", ...said }));
  if (faults.length > 0) return { faults };
  const root = parseTree(json, [], { disallowComments: true }) as Node;
  const positions = { line: (path: Path) => lineAt(nearest(root, path).offset) };
  const repeated = repeatedKeys(root, []).map(
    ({ path, key, first, again }): Fault => ({
      file,
      line: lineAt(again.offset),
      path: pathText(path),
      what: `the key "${key}" is here twice${lineAt(first.offset) === lineAt(again.offset) ? "" : `, first on line ${lineAt(first.offset)}`}`,
      fix: "keep one of the two",
    }),
  );
  return { document: { value: JSON.parse(json), positions }, faults: repeated };
}

function lineFinder(text: string): (offset: number) => number {
  return (offset) => {
    let line = 1;
    for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
    return line;
  };
}

function offsetTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  // Token numbers are jsonc-parser's SyntaxKind, a const enum that type stripping cannot read: { 1, } 2, [ 3, ] 4, end 17.
  for (let token: number = scanner.scan(); token !== 17; token = scanner.scan()) {
    if (token === 1 || token === 3) depth++;
    if (token === 2 || token === 4) depth--;
    if (depth > DEEPEST) return scanner.getTokenOffset();
  }
  return undefined;
}

function nearest(root: Node, path: Path): Node {
  let place = root;
  let node = root;
  for (const part of path) {
    const next =
      node.type === "object" && typeof part === "string"
        ? node.children?.find((property) => property.children?.[0]?.value === part)
        : node.type === "array" && typeof part === "number"
          ? node.children?.[part]
          : undefined;
    if (next === undefined) break;
    place = next;
    node = next.type === "property" ? (next.children?.[1] ?? next) : next;
  }
  return place;
}

interface Repeated {
  path: Path;
  key: string;
  first: Node;
  again: Node;
}

function repeatedKeys(node: Node, path: Path): Repeated[] {
  if (node.type === "array")
    return (node.children ?? []).flatMap((child, index) => repeatedKeys(child, [...path, index]));
  if (node.type !== "object") return [];
  const seen = new Map<string, Node>();
  return (node.children ?? []).flatMap((property) => {
    const key = String(property.children?.[0]?.value);
    const value = property.children?.[1];
    const first = seen.get(key);
    if (first === undefined) seen.set(key, property);
    const inside = value === undefined ? [] : repeatedKeys(value, [...path, key]);
    return first === undefined ? inside : [{ path, key, first, again: property }, ...inside];
  });
}

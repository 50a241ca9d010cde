import { newPage, type Page } from "./blocks.ts";
import { addList } from "./lists.ts";
import { type Element, parseHtml } from "./parse.ts";

type Format = (element: Element, page: Page) => void;
type Breaks = readonly [before: number, after: number];

/** HTML as text: links behind their words, lists marked, no pictures. Line breaks may be more than one would write. */
export function toPlainText(html: string): string {
  const page = newPage();
  const document = parseHtml(html);
  addNodes((find(document, "body") ?? document).children, page);
  return page.toString();
}

function find(element: Element, name: string): Element | undefined {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const found = child.name === name ? child : find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function addNodes(nodes: Element["children"], page: Page): void {
  for (const node of nodes) {
    if (typeof node === "string") page.add(node);
    else (FORMATS[node.name] ?? addChildren)(node, page);
  }
}

const addChildren: Format = ({ children }, page) => addNodes(children, page);

const block =
  (...breaks: Breaks): Format =>
  ({ children }, page) =>
    page.block(breaks, () => addNodes(children, page));

/** Elements that are not here are parts of a line. */
const FORMATS: Partial<Record<string, Format>> = {
  ...Object.fromEntries(
    "article aside div footer form header main nav section".split(" ").map((name) => [name, block(1, 1)]),
  ),
  ...Object.fromEntries("h1 h2 h3".split(" ").map((name) => [name, block(3, 2)])),
  ...Object.fromEntries("h4 h5 h6 p table".split(" ").map((name) => [name, block(2, 2)])),
  // MJML lays out by tables with a tbody, one row an element; a table of the author's is a list of lines.
  tr: (row, page) => (row.parent?.name === "tbody" ? block(2, 2) : block(1, 1))(row, page),
  a: addLink,
  img: () => undefined,
  br: (_, page) => page.breakLine(),
  hr: (_, page) => page.block([2, 2], () => page.add("-".repeat(20))),
  ul: (list, page) => addList(list, page, (nodes) => addNodes(nodes, page)),
  ol: (list, page) => addList(list, page, (nodes) => addNodes(nodes, page)),
  pre: ({ children }, page) => page.block([2, 2], () => addNodes(children, page), { verbatim: true }),
  blockquote: ({ children }, page) => page.block([2, 2], () => addNodes(children, page), { change: quoted }),
};

/** The address follows in brackets, unless it is what the link says. */
function addLink({ attributes, children }: Element, page: Page): void {
  const address = (attributes.get("href") ?? "").replace(/^mailto:/, "");
  const words = page.wordsOf(() => addNodes(children, page));
  if (address === "" || address.startsWith("#") || address === words) return;
  page.add(words === "" ? address : ` (${address})`, true);
}

function quoted(text: string): string {
  return text
    .replace(/^\n+|\n+$/g, "")
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

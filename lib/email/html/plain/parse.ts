import { decodeEntities } from "./entities.ts";

/** An element of a page, its name in small letters. The page itself is one without a name. */
export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  parent: Element | undefined;
  children: (Element | string)[];
  /** How many elements it is inside of. */
  depth: number;
}

const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(?<end>\/?)(?<name>[a-z][^\s/>"'<]*)(?![^\s/>"'<])(?<written>(?:"[^"]*"|'[^']*'|[^"'>])*)>|(?<text>[^<]+|<)/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

/** Elements without an end. https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
/** What stands in these is no text of the page. */
const UNSEEN = new Set(["script", "style"]);

/** Elements that lie deeper are taken as if they stood side by side: reading them must not take the whole stack. */
const DEEPEST = 200;

const BLOCKS =
  "article aside blockquote div footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul";
/** Elements that a new one ends, where their own end is left out. https://html.spec.whatwg.org/multipage/syntax.html#optional-tags */
const ENDED_BY = new Map<string, readonly string[]>([
  ...BLOCKS.split(" ").map((name): [string, string[]] => [name, ["p"]]),
  ["li", ["li", "p"]],
  ["td", ["td", "th"]],
  ["th", ["td", "th"]],
  ["tr", ["td", "th", "tr"]],
  ["tbody", ["td", "th", "tr", "thead", "tbody"]],
]);

/** Reads a page as mail programs do: whatever is written, something comes of it. */
export function parseHtml(html: string): Element {
  const page: Element = { name: "", attributes: new Map(), parent: undefined, children: [], depth: 0 };
  let open = page;
  let unseen: string | undefined;
  for (const { groups } of html.matchAll(TOKEN)) {
    const { end, name: spelled, written = "", text } = groups ?? {};
    const name = spelled?.toLowerCase();
    if (unseen !== undefined) {
      if (end === "/" && name === unseen) unseen = undefined;
    } else if (name === undefined) {
      if (text !== undefined) addText(open, text);
    } else if (end === "/") {
      open = afterEnd(open, name);
    } else if (UNSEEN.has(name)) {
      unseen = name;
    } else {
      open = afterStart(open, name, written);
    }
  }
  return page;
}

function addText(open: Element, written: string): void {
  const last = open.children.length - 1;
  const before = open.children[last];
  if (typeof before === "string") open.children[last] = before + decodeEntities(written, false);
  else open.children.push(decodeEntities(written, false));
}

function afterStart(open: Element, name: string, written: string): Element {
  const ended = ENDED_BY.get(name) ?? [];
  let parent = open;
  while (parent.parent !== undefined && ended.includes(parent.name)) parent = parent.parent;
  const element = addElement(parent, name, attributesIn(written));
  const isEnded = VOID.has(name) || written.endsWith("/") || element.depth > DEEPEST;
  return isEnded ? parent : element;
}

function afterEnd(open: Element, name: string): Element {
  let ended: Element | undefined = open;
  while (ended !== undefined && ended.name !== name) ended = ended.parent;
  // The end of a paragraph that never began is an empty one.
  if (ended === undefined && name === "p") addElement(open, name, new Map());
  return ended?.parent ?? open;
}

function addElement(parent: Element, name: string, attributes: Element["attributes"]): Element {
  const element: Element = { name, attributes, parent, children: [], depth: parent.depth + 1 };
  parent.children.push(element);
  return element;
}

function attributesIn(written: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single, bare] of written.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? "", true));
  }
  return attributes;
}

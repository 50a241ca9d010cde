import { type Node, parseTree } from "jsonc-parser";
import { MESSAGE_FACTS } from "../../../lib/campaign/holds.ts";

/** How a copy is called, and what it sends under other names. */
export interface Names {
  id: string;
  /** Template of the library -> its copy. */
  templates: ReadonlyMap<string, string>;
}

/** Steps that send, what may be asked of a message, and what answers to surveys say they answer. */
const TEMPLATE_KEYS: readonly string[] = ["send", "survey", "referral", ...MESSAGE_FACTS, "event.survey"];

/** The file of a campaign under other names, every other character as it was written. */
export function renamed(text: string, names: Names): string {
  const root = parseTree(text);
  if (root === undefined) throw new TypeError("not JSON");
  const was = root.children?.find(isKey("id"))?.children?.[1]?.value as string;
  const ids = new Set(stepIds(root));
  let changed = text;
  // From the end, so that what stands before keeps its place.
  for (const { key, value } of texts(root).reverse()) {
    const isOwnId = (key === "id" && value.parent?.parent === root) || key === "event.campaign";
    const name = isOwnId
      ? value.value === was
        ? names.id
        : undefined
      : TEMPLATE_KEYS.includes(key) && (isSending(key) || !ids.has(value.value))
        ? names.templates.get(value.value)
        : undefined;
    if (name === undefined) continue;
    changed = `${changed.slice(0, value.offset)}${JSON.stringify(name)}${changed.slice(value.offset + value.length)}`;
  }
  return changed;
}

/** A fact asks by the id of a step where it has one. */
function isSending(key: string): boolean {
  return key === "send" || key === "survey" || key === "referral";
}

function isKey(name: string): (property: Node) => boolean {
  return (property) => property.children?.[0]?.value === name;
}

function stepIds(node: Node): string[] {
  return texts(node).flatMap(({ key, value }) => (key === "id" ? [String(value.value)] : []));
}

/** Every property whose value is a text, in the order of the file; an array's texts go by its key. */
function texts(node: Node): { key: string; value: Node }[] {
  if (node.type !== "property") return (node.children ?? []).flatMap(texts);
  const [key, value] = node.children ?? [];
  if (value === undefined) return [];
  return value.type === "string" ? [{ key: String(key?.value), value }] : texts(value);
}

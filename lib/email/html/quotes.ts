import type { Fault } from "../../campaign/faults.ts";
import type { Expanded } from "../source/include.ts";
import { markersIn, setLiquidAside } from "./markers.ts";

const TAG = /<[a-z][^\s/>]*(?<attributes>(?:\s+(?:"[^"]*"|'[^']*'|[^"'>])*)?)>/gi;
const ATTRIBUTE = /(?<name>[^\s=]+)(?:\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"']+))?/g;

/**
 * Escaping protects quoted attributes only: without quotes, a value with a space in it would begin a new attribute.
 * Conditions may stand anywhere in a tag; they write nothing.
 */
export function findUnquoted(body: Expanded): Fault[] {
  const { text, liquid } = setLiquidAside(body.text);
  const writes = (part: string) => markersIn(part).some((number) => liquid[number]?.text.startsWith("{{"));
  const faults: Fault[] = [];
  for (const tag of text.matchAll(TAG)) {
    for (const attribute of (tag.groups?.attributes ?? "").matchAll(ATTRIBUTE)) {
      const { name = "", value = "" } = attribute.groups ?? {};
      const quoted = value.startsWith('"') || value.startsWith("'");
      if (!writes(name) && (quoted || !writes(value))) continue;
      const line = text.slice(0, tag.index).split("\n").length;
      const what = writes(name)
        ? "a value stands where an attribute's name should"
        : `the value of ${name} has no quotes`;
      const fix = writes(name) ? 'write name="{{ … }}"' : `write ${name}="{{ … }}"`;
      faults.push({ ...body.at(line), path: "", what, why: "a space in it would begin another attribute", fix });
    }
  }
  return faults;
}

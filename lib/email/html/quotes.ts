import type { Fault } from "../../campaign/faults.ts";
import type { Expanded } from "../source/include.ts";
import { markersIn, setLiquidAside } from "./markers.ts";
import { tagsIn } from "./tags.ts";

/**
 * Escaping protects quoted attributes only: without quotes, a value with a space in it would begin a new attribute.
 * Conditions may stand anywhere in a tag; they write nothing.
 */
export function findUnquoted(body: Expanded): Fault[] {
  const { text, liquid } = setLiquidAside(body.text);
  const writes = (part: string) => markersIn(part).some((number) => liquid[number]?.text.startsWith("{{"));
  return tagsIn(text).flatMap(({ attributes, line }) =>
    attributes.flatMap(({ name, value }): Fault[] => {
      const quoted = value.startsWith('"') || value.startsWith("'");
      if (!writes(name) && (quoted || !writes(value))) return [];
      const what = writes(name)
        ? "a value stands where an attribute's name should"
        : `the value of ${name} has no quotes`;
      const fix = writes(name) ? 'write name="{{ … }}"' : `write ${name}="{{ … }}"`;
      return [{ ...body.at(line), path: "", what, why: "a space in it would begin another attribute", fix }];
    }),
  );
}

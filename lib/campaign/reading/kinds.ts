import type { z } from "zod";

/** What a JSON value is, in the words of the faults. */
export type Kind = "a text" | "a number" | "true or false" | "a list" | "an object" | "null";

export function kindOfValue(value: unknown): Kind {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "number") return "a number";
  return typeof value === "boolean" ? "true or false" : "a text";
}

/** The kinds that a schema takes at all. */
export function kindsOf(schema: z.core.$ZodType): Kind[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "number":
      return ["a number"];
    case "boolean":
      return ["true or false"];
    case "array":
      return ["a list"];
    case "object":
    case "record":
      return ["an object"];
    case "literal":
      return [...new Set(def.values.map(kindOfValue))];
    case "union":
      return [...new Set(def.options.flatMap(kindsOf))];
    case "optional":
      return kindsOf(def.innerType);
    case "nullable":
      return [...kindsOf(def.innerType), "null"];
    case "lazy":
      return kindsOf(def.getter());
    default:
      return ["a text"];
  }
}

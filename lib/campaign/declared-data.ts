import * as z from "zod";
import { type CustomEvent, customSchema } from "./events.ts";
import type { DeclaredDatum, DeclaredEvent } from "./shop/events.ts";

/** One schema a declaration: shops send many events of few kinds. */
const schemas = new WeakMap<DeclaredEvent, z.ZodType<CustomEvent>>();

/** The schema of an event that shop.json declares: its data is what is declared there, and nothing else. */
export function declaredSchema(event: DeclaredEvent): z.ZodType<CustomEvent> {
  const known = schemas.get(event);
  if (known !== undefined) return known;
  const entries = Object.entries(event.data);
  const data = z.strictObject(
    Object.fromEntries(
      entries.map(([name, datum]) => [name, datum.required ? schemaOf(datum) : schemaOf(datum).optional()]),
    ),
  );
  const required = entries.filter(([, datum]) => datum.required);
  const example = Object.fromEntries(required.map(([name, datum]) => [name, exampleOf(datum)]));
  const schema = customSchema.extend({
    data: required.length > 0 ? data.meta({ examples: [example] }) : data.optional(),
  }) as unknown as z.ZodType<CustomEvent>;
  schemas.set(event, schema);
  return schema;
}

function schemaOf(datum: DeclaredDatum): z.ZodType {
  const examples = [exampleOf(datum)];
  if (datum.type === "boolean") return z.boolean().meta({ examples });
  if (datum.type === "text")
    return (datum.oneOf === undefined ? z.string().max(1000) : z.enum(datum.oneOf)).meta({ examples });
  const { atLeast, atMost } = datum;
  const number = atLeast === undefined ? z.number() : z.number().gte(atLeast);
  return (atMost === undefined ? number : number.lte(atMost)).meta({ examples });
}

function exampleOf(datum: DeclaredDatum): unknown {
  if (datum.type === "boolean") return true;
  return datum.type === "text" ? (datum.oneOf?.[0] ?? "…") : (datum.atMost ?? datum.atLeast ?? 1);
}

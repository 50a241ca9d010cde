import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { type JsonSchema, jsonSchemas } from "../../lib/campaign/json-schema.ts";
import { WHOLE } from "./whole.ts";

const schemas = jsonSchemas();

describe.each(Object.entries(schemas))("%s", (file, schema) => {
  test("is the committed one (npm run schema writes it)", () => {
    const committed = readFileSync(new URL(`../../schema/${file}`, import.meta.url), "utf8");
    expect(committed).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test("describes every key and gives an example of it", () => {
    const bare = propertiesIn(schema, file).filter(
      ({ property }) =>
        said(property, schema, "description") === undefined || said(property, schema, "examples") === undefined,
    );
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  test("lets no key through that the language does not have", () => {
    const open = objectsIn(schema, file).filter(
      // A record's keys are the author's own, limited by a pattern.
      ({ object }) => object.additionalProperties !== false && object.propertyNames === undefined,
    );
    expect(open.map(({ at }) => at)).toEqual([]);
  });
});

describe("an editor with the campaign's schema", () => {
  const editor = z.fromJSONSchema(schemas["campaign.schema.json"] as JsonSchema);
  const accepts = (changes: object) => editor.safeParse({ ...WHOLE, ...changes }).success;
  const start = (condition: object) => ({ start: { on: "purchase", if: condition } });

  test("accepts a campaign that uses all of the language", () => expect(accepts({})).toBe(true));
  test.each([
    { stpes: [] },
    { holdout: 10 },
    { steps: [{ sned: "we-miss-you" }] },
    { steps: [{ wait: "2 months" }] },
    start({ al: [{ "order.total": 1 }] }),
    start({ "custmer.orders": 1 }),
    start({ "customer.orders": { atleast: 1 } }),
    start({ not: { any: [{ total: 1 }] } }),
  ])("refuses %j", (changes) => expect(accepts(changes)).toBe(false));
});

interface Found {
  at: string;
}

function propertiesIn(schema: unknown, at: string): (Found & { property: JsonSchema })[] {
  return objectsIn(schema, at).flatMap(({ object, at: place }) =>
    Object.entries(object.properties ?? {}).map(([key, property]) => ({
      at: `${place}.${key}`,
      property: property as JsonSchema,
    })),
  );
}

function objectsIn(schema: unknown, at: string): (Found & { object: JsonSchema })[] {
  if (schema === null || typeof schema !== "object") return [];
  const inside = Object.entries(schema)
    .filter(([key]) => key !== "examples")
    .flatMap(([key, value]) => objectsIn(value, `${at}/${key}`));
  const object = schema as JsonSchema;
  return object.type === "object" ? [{ at, object }, ...inside] : inside;
}

/** What an editor shows of a property: its own words, or those of the definition it refers to. */
function said(property: JsonSchema, root: JsonSchema, word: "description" | "examples"): unknown {
  if (property[word] !== undefined) return property[word];
  const reference = property.$ref ?? (property.allOf?.[0] as JsonSchema | undefined)?.$ref;
  const name = reference?.replace("#/definitions/", "");
  return name === undefined ? undefined : (root.definitions as Record<string, JsonSchema> | undefined)?.[name]?.[word];
}

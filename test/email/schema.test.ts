import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as z from "zod";
import { templateJsonSchemas } from "../../lib/email/json-schema.ts";

const schemas = templateJsonSchemas();

it.each(Object.keys(schemas))("schema/%s is what npm run schema writes", (file) => {
  expect(JSON.parse(readFileSync(`schema/${file}`, "utf8"))).toEqual(schemas[file]);
});

it("editors are told of misspelled keys and kinds, and take the theme there is", () => {
  const template = z.fromJSONSchema(schemas["template.schema.json"] as z.core.JSONSchema.JSONSchema);
  expect(template.safeParse({ description: "x", kind: "transactional" }).success).toBe(true);
  expect(template.safeParse({ description: "x", kid: "marketing" }).success).toBe(false);
  expect(template.safeParse({ description: "x", kind: "advert" }).success).toBe(false);
  const theme = z.fromJSONSchema(schemas["theme.schema.json"] as z.core.JSONSchema.JSONSchema);
  const ours = JSON.parse(readFileSync("templates/_theme/theme.json", "utf8"));
  expect(theme.safeParse(ours).success).toBe(true);
  expect(theme.safeParse({ ...ours, witdh: "560px" }).success).toBe(false);
});

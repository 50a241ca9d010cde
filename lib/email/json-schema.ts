import * as z from "zod";
import { manifestSchema } from "./source/manifest.ts";
import { themeSchema } from "./theme/theme.ts";

/** The JSON Schemas of template.json and _theme/theme.json, by file name. */
export function templateJsonSchemas(): Record<string, z.core.JSONSchema.JSONSchema> {
  // Draft 7, as the other schemas.
  const toJsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { target: "draft-07", io: "input" });
  return {
    "template.schema.json": toJsonSchema(manifestSchema),
    "theme.schema.json": toJsonSchema(themeSchema),
  };
}

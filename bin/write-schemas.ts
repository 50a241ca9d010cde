import { writeFileSync } from "node:fs";
import { jsonSchemas } from "../lib/campaign/json-schema.ts";
import { templateJsonSchemas } from "../lib/email/json-schema.ts";
import { deployJsonSchema } from "../lib/infra/config.ts";

const schemas = { ...jsonSchemas(), ...templateJsonSchemas(), "deploy.schema.json": deployJsonSchema() };

// Writes schema/*.schema.json from the zod schemas; tests fail when they drift apart.
for (const [file, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../schema/${file}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}

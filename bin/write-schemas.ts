import { writeFileSync } from "node:fs";
import { jsonSchemas } from "../lib/campaign/json-schema.ts";
import { deployJsonSchema } from "../lib/infra/config.ts";

// Writes schema/*.schema.json from the zod schemas; tests fail when they drift apart.
for (const [file, schema] of Object.entries({ ...jsonSchemas(), "deploy.schema.json": deployJsonSchema() })) {
  writeFileSync(new URL(`../schema/${file}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}

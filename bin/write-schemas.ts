import { writeFileSync } from "node:fs";
import { jsonSchemas } from "../lib/campaign/json-schema.ts";

// Writes schema/*.schema.json from the zod schemas; a test fails when they drift apart.
for (const [file, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`../schema/${file}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}

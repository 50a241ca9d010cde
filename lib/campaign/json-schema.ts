import * as z from "zod";
import { campaignSchema } from "./campaign.ts";
import { PATH } from "./conditions.ts";
import { anyEventSchema } from "./events.ts";
import { shopSchema } from "./shop.ts";

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schemas of what people write, by file name, for editors that complete and check as one types. */
export function jsonSchemas(): Record<string, JsonSchema> {
  return {
    "campaign.schema.json": toJsonSchema(campaignSchema),
    "shop.schema.json": toJsonSchema(shopSchema),
    "event.schema.json": toJsonSchema(anyEventSchema),
  };
}

/** Draft 7 is the newest that VS Code supports in full: https://code.visualstudio.com/docs/languages/json */
function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    target: "draft-07",
    io: "input",
    override: ({ jsonSchema }) => {
      if (jsonSchema.id === "condition") onlyPaths(jsonSchema);
    },
  });
}

/** zod's catchall would let the editor take any misspelled key for a fact. */
function onlyPaths(condition: JsonSchema): void {
  const { additionalProperties: fact } = condition;
  if (fact === undefined) throw new TypeError("the condition's schema has no catchall");
  condition.patternProperties = { [PATH.source]: fact };
  condition.additionalProperties = false;
}

import * as z from "zod";

/** `$schema`, which every file of a shop may have: editors read it, the engine does not. `example` is such a link. */
export const schemaLink = (example: string) =>
  z
    .string()
    .optional()
    .meta({ description: "Where the JSON Schema lies, for the editor.", examples: [example] });

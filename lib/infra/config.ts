import * as z from "zod";
import { schemaLink } from "../campaign/parts/schema-link.ts";
import { stageSchema } from "./stage-config.ts";

const STAGE_NAME =
  'a stage\'s name is 2 to 12 lower-case letters and digits, a letter first; rename it, such as "prod" or "test2"';

/** `deploy.json`: where a shop's stages live. */
export const deploySchema = z
  .strictObject({
    $schema: schemaLink("schema/deploy.schema.json"),
    stages: z
      .record(z.string().regex(/^[a-z][a-z0-9]{1,11}$/, { error: STAGE_NAME }), stageSchema)
      .refine((stages) => Object.keys(stages).length > 0, {
        error: 'there is no stage; add one, such as "prod": { "region": "eu-central-1" }',
      })
      .refine((stages) => beginsAnother(Object.keys(stages)) === undefined, {
        error: ({ input }) => {
          const [short, long] = beginsAnother(Object.keys(input as object)) ?? [];
          return `the stage "${long}" begins with the name of the stage "${short}"; rename one: permissions and rules go by how names begin`;
        },
      })
      .meta({
        description:
          "The stages by name: each is one stack, with its own tables, its own journeys and its own messages.",
        examples: [{ prod: { region: "eu-central-1" } }],
      }),
  })
  .meta({ title: "Regulars deployment", description: "Where in AWS this shop's campaigns run." });

export type Deploy = z.infer<typeof deploySchema>;
function beginsAnother(names: readonly string[]): [string, string] | undefined {
  for (const short of names) {
    const long = names.find((name) => name !== short && name.startsWith(short));
    if (long !== undefined) return [short, long];
  }
  return undefined;
}

/** What editors check `deploy.json` with. */
export function deployJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(deploySchema, { target: "draft-07", io: "input" });
}

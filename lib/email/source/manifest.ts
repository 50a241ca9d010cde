import * as z from "zod";
import type { Fault } from "../../campaign/faults.ts";
import { suggest } from "../../campaign/reading/suggest.ts";
import { isKnownLocale } from "./locale.ts";

const localeSchema = z.string().refine(isKnownLocale, {
  error: (issue) => `"${String(issue.input)}" is not a language; write a tag such as "th" or "pt-BR"`,
});

const share = z.number().min(0).max(1);
const values = z.record(z.string(), z.unknown());

/** `template.json` */
const manifestSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "Where the JSON Schema lies, for the editor." }),
    description: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: "What this message is for, in one sentence.", examples: ["Thanks after a purchase."] }),
    locale: localeSchema.default("en").meta({
      description: "The language of body.mjml and subject.txt, which everybody gets who has no variant of their own.",
      examples: ["en", "pt-BR"],
    }),
    sample: z
      .strictObject({
        customer: values.optional(),
        order: values.optional(),
        event: values.optional(),
        with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
      })
      .optional()
      .meta({ description: "Values for previews and checks.", examples: [{ with: { percent: 15 } }] }),
    rates: z
      .strictObject({ opened: share, clicked: share, bought: share })
      .optional()
      .meta({
        description: "What a simulation supposes: the shares of messages opened, clicked and followed by a purchase.",
        examples: [{ opened: 0.4, clicked: 0.08, bought: 0.02 }],
      }),
  })
  .meta({ title: "Regulars template", description: "What is known about one e-mail template." });

type Manifest = z.infer<typeof manifestSchema>;

/** Reads `template.json`; `file` is its path for faults. */
export function readManifest(file: string, text: string | undefined): { manifest?: Manifest; faults: Fault[] } {
  if (text === undefined) {
    const what = "there is no such file";
    return { faults: [{ file, path: "", what, fix: 'create it with { "description": "What this message is for." }' }] };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const what = `this is not JSON: ${(error as Error).message}`;
    return { faults: [{ file, path: "", what, fix: "mend the syntax" }] };
  }
  const result = manifestSchema.safeParse(json);
  if (result.success) return { manifest: result.data, faults: [] };
  return { faults: result.error.issues.flatMap((issue) => sayIssue(file, issue)) };
}

function sayIssue(file: string, issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") {
    return [{ file, path, what: issue.message, fix: "give a value that fits; see templates/README.md" }];
  }
  const known = issue.path.length === 0 ? Object.keys(manifestSchema.shape) : [];
  return issue.keys.map((key) => {
    const meant = suggest(key, known);
    return {
      file,
      path,
      what: `unknown key "${key}"`,
      fix: meant === undefined ? "remove it" : `did you mean "${meant}"?`,
    };
  });
}

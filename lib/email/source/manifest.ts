import * as z from "zod";
import type { Fault } from "../../campaign/faults.ts";
import { nameSchema } from "../../campaign/parts/names.ts";
import { schemaLink } from "../../campaign/parts/schema-link.ts";
import { explainer } from "../../campaign/reading/explain.ts";
import { readJson } from "./json.ts";
import { isKnownLocale } from "./locale.ts";

const localeSchema = z.string().refine(isKnownLocale, {
  error: (issue) => `"${String(issue.input)}" is not a language; write a tag such as "th" or "pt-BR"`,
});

const share = z.number().min(0).max(1);
const values = z.record(z.string(), z.unknown());

/** `template.json` */
export const manifestSchema = z
  .strictObject({
    $schema: schemaLink("../../schema/template.schema.json"),
    description: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: "What this message is for, in one sentence.", examples: ["Thanks after a purchase."] }),
    kind: z
      .enum(["marketing", "transactional"])
      .default("marketing")
      .meta({
        description:
          "marketing: sent only to those who consent, with a link to unsubscribe. transactional: part of what the customer asked for, such as a confirmation; it goes out without consent and must not advertise.",
        examples: ["marketing"],
      }),
    topic: nameSchema.optional().meta({
      description: "What a marketing message is about: one of shop.json's topics, which customers choose.",
      examples: ["offers"],
    }),
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
        survey: z.strictObject({ kind: z.enum(["nps", "csat", "text"]) }).optional(),
        coupon: z.strictObject({ name: z.string(), code: z.string(), until: z.string() }).partial().optional(),
      })
      .optional()
      .meta({ description: "Values for previews and checks.", examples: [{ with: { percent: 15 } }] }),
    rates: z
      .strictObject({
        opened: share,
        clicked: share,
        bought: share,
        answered: share.optional().meta({
          description: "Of the messages that ask something: the share that is answered. 0.12 unless given.",
          examples: [0.12],
        }),
      })
      .optional()
      .meta({
        description: "What a simulation supposes: the shares of messages opened, clicked and followed by a purchase.",
        examples: [{ opened: 0.4, clicked: 0.08, bought: 0.02 }],
      }),
  })
  .meta({ title: "Regulars template", description: "What is known about one e-mail template." });

export type Manifest = z.infer<typeof manifestSchema>;

const explain = explainer({ quote: true });

/** Reads `template.json`; `file` is its path for faults. */
export function readManifest(file: string, text: string | undefined): { manifest?: Manifest; faults: Fault[] } {
  if (text === undefined) {
    const what = "there is no such file";
    return { faults: [{ file, path: "", what, fix: 'create it with { "description": "What this message is for." }' }] };
  }
  const { value: manifest, lineOf, faults } = readJson({ path: file, text }, manifestSchema, explain);
  if (manifest?.kind === "transactional" && manifest.topic !== undefined) {
    const what = "a transactional message has no topic";
    const why = "topics are what customers choose, and this message goes out whatever they chose";
    const fix = 'remove "topic", or make the kind "marketing"';
    return { faults: [{ file, ...lineOf(["topic"]), path: "topic", what, why, fix }] };
  }
  return manifest === undefined ? { faults } : { manifest, faults };
}

import * as z from "zod";
import { factNameSchema } from "../parts/values.ts";

const common = {
  required: z
    .literal(true)
    .optional()
    .meta({ description: "An event without it is refused.", examples: [true] }),
};

const textSchema = z.strictObject({
  type: z.literal("text").meta({ description: "A text.", examples: ["text"] }),
  oneOf: z
    .array(z.string().min(1).max(1000))
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "It is one of these.", examples: [["express", "standard"]] }),
  ...common,
});
const numberSchema = z
  .strictObject({
    type: z.literal("number").meta({ description: "A number.", examples: ["number"] }),
    atLeast: z
      .number()
      .optional()
      .meta({ description: "It is this or more.", examples: [1] }),
    atMost: z
      .number()
      .optional()
      .meta({ description: "It is this or less.", examples: [5] }),
    ...common,
  })
  .refine(({ atLeast, atMost }) => atLeast === undefined || atMost === undefined || atLeast <= atMost, {
    error: "no number is atLeast and atMost these; swap them",
  });
const booleanSchema = z.strictObject({
  type: z.literal("boolean").meta({ description: "true or false.", examples: ["boolean"] }),
  ...common,
});

const datumSchema = z
  .discriminatedUnion("type", [textSchema, numberSchema, booleanSchema])
  .meta({ examples: [{ type: "text", required: true }] });

/** What one entry of an event's data is. */
export type DeclaredDatum = z.infer<typeof datumSchema>;

/** What an event of the shop's own carries. */
export const declaredEventSchema = z
  .strictObject({
    data: z.record(factNameSchema, datumSchema).meta({
      description:
        "Its data. Anything else in it is refused. An orderId is read as an order of the shop: the event concerns only the journeys that this order started.",
      examples: [{ orderId: { type: "text", required: true }, rating: { type: "number", atLeast: 1, atMost: 5 } }],
    }),
  })
  .meta({
    description: "An event of your own, and what it carries.",
    examples: [{ data: { rating: { type: "number", required: true, atLeast: 1, atMost: 5 } } }],
  });

export type DeclaredEvent = z.infer<typeof declaredEventSchema>;
export type DeclaredEvents = Readonly<Record<string, DeclaredEvent>>;

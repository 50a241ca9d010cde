import * as z from "zod";
import { durationSchema } from "../parts/duration.ts";
import { factNameSchema } from "../parts/values.ts";

const NO_ADDRESS = (what: string) =>
  `this is not an https address, and ${what}; write one such as "https://shop.example/welcome"`;

export const surveysSchema = z
  .strictObject({
    every: durationSchema.meta({
      description: "Every customer gets one survey in so long, of all campaigns. 90 days unless given.",
      examples: ["90 days"],
    }),
  })
  .meta({ description: "How often customers are asked.", examples: [{ every: "90 days" }] });

export const referralSchema = z
  .strictObject({
    landing: z
      .url({ protocol: /^https$/, error: NO_ADDRESS("friends follow links to it") })
      .optional()
      .meta({
        description: "Where a friend who follows a customer's link comes out. The shop's url unless given.",
        examples: ["https://shop.example/welcome"],
      }),
    parameter: factNameSchema.optional().meta({
      description: "The name under which the code stands in that address: ?ref=K7QM2XPA. ref unless given.",
      examples: ["ref"],
    }),
  })
  .meta({ description: "Customers who bring friends.", examples: [{ landing: "https://shop.example/welcome" }] });

export const stagesSchema = z
  .strictObject({
    regular: z
      .int()
      .min(2)
      .max(1000)
      .optional()
      .meta({
        description: "From so many orders on a customer is a regular. 3 unless given.",
        examples: [3],
      }),
    champion: z
      .strictObject({
        orders: z
          .int()
          .min(2)
          .max(1000)
          .optional()
          .meta({
            description: "From so many orders on. 6 unless given.",
            examples: [6],
          }),
        spent: z
          .number()
          .nonnegative()
          .max(1e9)
          .optional()
          .meta({
            description: "And from so much spent on, in the shop's currency. 0 unless given.",
            examples: [200],
          }),
      })
      .optional()
      .meta({ description: "What makes a regular a champion.", examples: [{ orders: 6, spent: 200 }] }),
    rhythm: durationSchema.optional().meta({
      description:
        "How long customers usually take between two orders, for those whose own rhythm is not known yet: fewer than 3 orders. 45 days unless given.",
      examples: ["45 days"],
    }),
  })
  .meta({
    description: "How customers are told apart by what they bought: docs/stages.md.",
    examples: [{ regular: 3, champion: { orders: 6, spent: 200 }, rhythm: "45 days" }],
  });

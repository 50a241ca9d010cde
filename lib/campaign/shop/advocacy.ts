import * as z from "zod";
import { toSeconds } from "../durations.ts";
import { durationSchema } from "../parts/duration.ts";

/** Days: what sending remembers of surveys ends there (lib/journey/send/caps.ts). */
const SURVEYS_REMEMBERED = 400;

/** Days: whoever does not order for two rhythms is at risk, and past two years that says nothing. */
const LONGEST_RHYTHM = 365;

/** Orders, where shop.json does not say. */
const REGULAR_FROM = 3;
const CHAMPION_FROM = 6;

export const surveysSchema = z
  .strictObject({
    every: durationSchema
      .refine((every) => toSeconds(every) <= SURVEYS_REMEMBERED * 86_400, {
        error: ({ input }) =>
          `"${String(input)}" looks back more than ${SURVEYS_REMEMBERED} days; write "${SURVEYS_REMEMBERED} days" or less`,
      })
      .meta({
        description:
          "A customer is asked once in any span of this length, by all campaigns together. 90 days unless given, 400 at most.",
        examples: ["90 days"],
      }),
  })
  .meta({ description: "How often customers are asked.", examples: [{ every: "90 days" }] });

export const referralSchema = z
  .strictObject({
    landing: z
      .url({
        protocol: /^https$/,
        error:
          'this is not an https address, and friends are led to it; write one such as "https://shop.example/welcome"',
      })
      .optional()
      .meta({
        description: "Where a friend who follows a customer's link comes out. The shop's url unless given.",
        examples: ["https://shop.example/welcome"],
      }),
    parameter: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, {
        error: (issue) =>
          `"${String(issue.input)}" is not the name of a parameter; use letters, digits, - and _, and begin with a letter`,
      })
      .optional()
      .meta({
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
        description: `From so many orders on a customer is a regular. ${REGULAR_FROM} unless given.`,
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
            description: `From so many orders on. ${CHAMPION_FROM} unless given.`,
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
    rhythm: durationSchema
      .refine((rhythm) => toSeconds(rhythm) <= LONGEST_RHYTHM * 86_400, {
        error: ({ input }) =>
          `"${String(input)}" is more than ${LONGEST_RHYTHM} days between two orders; write "${LONGEST_RHYTHM} days" or less`,
      })
      .optional()
      .meta({
        description:
          "How long customers usually take between two orders, for those whose own rhythm is not known yet: fewer than 3 orders. 45 days unless given, 365 at most.",
        examples: ["45 days"],
      }),
  })
  .refine(({ regular = REGULAR_FROM, champion }) => regular <= (champion?.orders ?? CHAMPION_FROM), {
    error: ({ input }) => noRegulars(input),
  })
  .meta({
    description: "How customers are told apart by what they bought: docs/stages.md.",
    examples: [{ regular: 3, champion: { orders: 6, spent: 200 }, rhythm: "45 days" }],
  });

function noRegulars(input: unknown): string {
  const { regular = REGULAR_FROM, champion } = input as { regular?: number; champion?: { orders?: number } };
  const orders = champion?.orders ?? CHAMPION_FROM;
  return `champions have ${orders} orders and regulars ${regular}, so that every regular would be a champion; write "champion": { "orders": ${regular} } or more`;
}

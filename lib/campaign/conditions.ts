import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
export type Scalar = z.infer<typeof scalar>;

/** What an earlier message can be asked about in a condition. */
export const MESSAGE_FACTS = ["sent", "delivered", "opened", "clicked"] as const;
export type MessageFact = (typeof MESSAGE_FACTS)[number];

/** Compares one fact. Exported so that faults can speak of it. */
export const testSchema = z.union([
  scalar.meta({ description: "Equals this value.", examples: ["gold", 1, true] }),
  z
    .strictObject({
      atLeast: z
        .number()
        .optional()
        .meta({ description: "A number of this or more.", examples: [20] }),
      atMost: z
        .number()
        .optional()
        .meta({ description: "A number of this or less.", examples: [100] }),
      moreThan: z
        .number()
        .optional()
        .meta({ description: "A number above this.", examples: [0] }),
      lessThan: z
        .number()
        .optional()
        .meta({ description: "A number below this.", examples: [5] }),
      in: z
        .array(scalar)
        .min(1)
        .optional()
        .meta({ description: "One of these values.", examples: [["TH", "VN"]] }),
      contains: scalar.optional().meta({
        description: "A list that has this entry, or a text that has this part.",
        examples: ["vip", "coffee"],
      }),
      exists: z
        .boolean()
        .optional()
        .meta({ description: "Known at all (true) or unknown (false).", examples: [true] }),
    })
    .refine((test) => Object.keys(test).length > 0, {
      error: "this test is empty; say atLeast, atMost, moreThan, lessThan, in, contains or exists",
    }),
]);
export type Test = z.infer<typeof testSchema>;

/** Entries are joined by "and". Keys: `all any not`, `sent delivered opened clicked`, or a path such as `customer.orders`. */
export interface Condition {
  all?: Condition[] | undefined;
  any?: Condition[] | undefined;
  not?: Condition | undefined;
  sent?: string | undefined;
  delivered?: string | undefined;
  opened?: string | undefined;
  clicked?: string | undefined;
  [path: `${"customer" | "order" | "event"}.${string}`]: Test;
}

const message = (verb: string) =>
  z
    .string()
    .min(1)
    .optional()
    .meta({
      description: `True when this earlier message was ${verb}: the template's name, or the send step's id.`,
      examples: ["we-miss-you"],
    });

const paths = {
  description:
    "A fact and its test. customer.* is the profile, order.* the order that started the journey, event.* the event being looked at.",
  examples: [{ atLeast: 5 }, "gold", { contains: "vip" }],
};

/** What a fact's path looks like; `PATH.source` is JSON Schema's pattern, too. */
export const PATH = /^(customer|order|event)\../;

/**
 * A condition over the customer, the order, the event and earlier messages.
 * Keys that are not named here must be paths, so that a typo in `all` is an unknown key.
 */
export const conditionSchema: z.ZodType<Condition, Condition> = z
  .lazy(() =>
    z
      .object({
        all: z
          .array(conditionSchema)
          .min(1)
          .optional()
          .meta({
            description: "True when every one of these is true.",
            examples: [[{ "customer.orders": { atLeast: 5 } }, { clicked: "we-miss-you" }]],
          }),
        any: z
          .array(conditionSchema)
          .min(1)
          .optional()
          .meta({
            description: "True when at least one of these is true.",
            examples: [[{ "customer.tags": { contains: "vip" } }, { "order.total": { atLeast: 100 } }]],
          }),
        not: conditionSchema.optional().meta({
          description: "True when this is false.",
          examples: [{ "customer.tags": { contains: "wholesale" } }],
        }),
        sent: message("handed over for delivery (not withheld)"),
        delivered: message("delivered"),
        opened: message("opened"),
        clicked: message("clicked"),
      })
      .catchall(testSchema.meta(paths))
      .check(({ value, issues }) => {
        const known = ["all", "any", "not", ...MESSAGE_FACTS];
        const keys = Object.keys(value).filter((key) => !known.includes(key) && !PATH.test(key));
        if (keys.length > 0) issues.push({ code: "unrecognized_keys", keys, input: value });
      }),
  )
  .meta({
    id: "condition",
    description: "All entries must hold. Combine with all, any, not.",
    examples: [
      { "customer.orders": { atLeast: 5 } },
      { "order.total": { atLeast: 20 }, "customer.country": { in: ["TH", "VN"] } },
      { clicked: "we-miss-you" },
      { not: { "customer.tags": { contains: "wholesale" } } },
    ],
  }) as unknown as z.ZodType<Condition, Condition>;

/** The facts a condition looks at. Absent parts make their paths unknown, which fails every test but `exists: false`. */
export interface Facts {
  customer?: unknown;
  order?: unknown;
  event?: unknown;
  messages?: Readonly<Record<string, Partial<Record<MessageFact, boolean>>>>;
}

/** Whether `condition` holds for `facts`. Unknown facts fail tests rather than throw: a profile is never complete. */
export function holds(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([key, value]) => {
    if (key === "all") return (value as Condition[]).every((inner) => holds(inner, facts));
    if (key === "any") return (value as Condition[]).some((inner) => holds(inner, facts));
    if (key === "not") return !holds(value as Condition, facts);
    if (isMessageFact(key)) return facts.messages?.[value as string]?.[key] === true;
    return passes(value as Test, read(facts, key));
  });
}

/** Whether the answer can be known when the customer is enrolled: only the order and the event that started the journey. */
export function isKnownAtStart(condition: Condition): boolean {
  return partsOf(condition).every(({ key }) => key.startsWith("order.") || key.startsWith("event."));
}

/** An entry of a condition that asks something. */
export interface Part {
  key: string;
  value: unknown;
  /** Keys and indexes from where the condition stands. */
  path: readonly (string | number)[];
}

/** The entries of a condition that ask something: all, any and not are opened. */
export function partsOf(condition: Condition, path: Part["path"] = []): Part[] {
  return Object.entries(condition).flatMap(([key, value]): Part[] => {
    const at = [...path, key];
    if (key === "not") return partsOf(value as Condition, at);
    if (key !== "all" && key !== "any") return [{ key, value, path: at }];
    return (value as Condition[]).flatMap((inner, index) => partsOf(inner, [...at, index]));
  });
}

export function isMessageFact(key: string): key is MessageFact {
  return (MESSAGE_FACTS as readonly string[]).includes(key);
}

function read(facts: Facts, path: string): unknown {
  let value: unknown = facts;
  for (const name of path.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function passes(test: Test, value: unknown): boolean {
  if (typeof test !== "object") return value === test;
  const number = typeof value === "number" ? value : Number.NaN;
  return Object.entries(test).every(([name, wanted]) => {
    switch (name) {
      case "atLeast":
        return number >= (wanted as number);
      case "atMost":
        return number <= (wanted as number);
      case "moreThan":
        return number > (wanted as number);
      case "lessThan":
        return number < (wanted as number);
      case "in":
        return (wanted as Scalar[]).includes(value as Scalar);
      case "contains":
        return Array.isArray(value)
          ? value.includes(wanted)
          : typeof value === "string" && value.includes(String(wanted));
      case "exists":
        return (value !== undefined && value !== null) === wanted;
      default:
        return false;
    }
  });
}

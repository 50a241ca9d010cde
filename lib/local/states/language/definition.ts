import * as z from "zod";

/** What the interpreter runs of Amazon States Language: a little more than the compiler writes. https://states-language.net/spec.html */
const json = z.json();
const expression = z.string().regex(/^\{%.*%\}$/s, { error: "must be a JSONata expression, {% … %}" });

/** AWS's own limit, about three years. */
export const LONGEST_SECONDS = 99_999_999;

function secondsFrom(least: number) {
  const literal = z.int().min(least).max(LONGEST_SECONDS);
  return z.union([literal, expression], {
    error: `must be a whole number of seconds from ${least} to ${LONGEST_SECONDS}, or an expression`,
  });
}

const assign = z.record(z.string().regex(/^(?!states$)[\p{L}_][\p{L}\p{N}_]*$/u), json, {
  error: "must be an object whose names are variable names, other than states",
});
const onward = { Next: z.string().optional(), End: z.literal(true, { error: "must be true, or left out" }).optional() };
const common = { Comment: z.string().optional(), QueryLanguage: z.literal("JSONata").optional() };
const errorNames = z.array(z.string().min(1)).min(1);

const retrier = z.strictObject({
  ErrorEquals: errorNames,
  IntervalSeconds: z.int().min(1).max(LONGEST_SECONDS).optional(),
  MaxAttempts: z.int().min(0).max(LONGEST_SECONDS).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(["FULL", "NONE"]).optional(),
});

const catcher = z.strictObject({
  ErrorEquals: errorNames,
  Next: z.string(),
  Output: json.optional(),
  Assign: assign.optional(),
});

const sqs = z.strictObject({
  QueueUrl: z.string(),
  MessageBody: json,
  DelaySeconds: z.union([z.int().min(0).max(900), expression]).optional(),
});
const lambda = z.strictObject({ FunctionName: z.string(), Payload: json.optional() });

const task = { ...common, ...onward, Type: z.literal("Task"), Output: json.optional(), Assign: assign.optional() };
const taskRest = {
  TimeoutSeconds: secondsFrom(1).optional(),
  HeartbeatSeconds: z
    .undefined({ error: "heartbeats are not run here; leave it out and use TimeoutSeconds" })
    .optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
};
const SQS = "arn:aws:states:::sqs:sendMessage";
const LAMBDA = "arn:aws:states:::lambda:invoke";

const taskState = z.discriminatedUnion(
  "Resource",
  [
    z.strictObject({ ...task, Resource: z.literal([SQS, `${SQS}.waitForTaskToken`]), Arguments: sqs, ...taskRest }),
    z.strictObject({
      ...task,
      Resource: z.literal([LAMBDA, `${LAMBDA}.waitForTaskToken`]),
      Arguments: lambda,
      ...taskRest,
    }),
  ],
  { error: `is not run here; use ${SQS} or ${LAMBDA}, each also with .waitForTaskToken` },
);

const choiceState = z.strictObject({
  ...common,
  Type: z.literal("Choice"),
  Choices: z
    .array(
      z.strictObject({
        Condition: z.union([expression, z.boolean()]),
        Next: z.string(),
        Output: json.optional(),
        Assign: assign.optional(),
      }),
    )
    .min(1),
  Default: z.string().optional(),
  Output: json.optional(),
  Assign: assign.optional(),
});

const timestamp = z.union([z.iso.datetime({ offset: true }), expression], {
  error: "must be a time such as 2030-01-31T12:00:00Z, or an expression",
});

const waitState = z.strictObject({
  ...common,
  ...onward,
  Type: z.literal("Wait"),
  Seconds: secondsFrom(0).optional(),
  Timestamp: timestamp.optional(),
  Output: json.optional(),
  Assign: assign.optional(),
});

const passState = z.strictObject({
  ...common,
  ...onward,
  Type: z.literal("Pass"),
  Output: json.optional(),
  Assign: assign.optional(),
});
const succeedState = z.strictObject({ ...common, Type: z.literal("Succeed"), Output: json.optional() });
const failState = z.strictObject({
  ...common,
  Type: z.literal("Fail"),
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const state = z.discriminatedUnion("Type", [taskState, choiceState, waitState, passState, succeedState, failState], {
  error: "is not run here; use Task, Choice, Wait, Pass, Succeed or Fail",
});

export const definitionSchema = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal("1.0").optional(),
  QueryLanguage: z.literal("JSONata", { error: 'must be "JSONata"' }),
  StartAt: z.string(),
  States: z.record(z.string().min(1).max(80), state),
});

export type Definition = z.infer<typeof definitionSchema>;
export type State = z.infer<typeof state>;
export type Of<Type extends State["Type"]> = Extract<State, { Type: Type }>;
export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;

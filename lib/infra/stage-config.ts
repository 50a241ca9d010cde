import * as z from "zod";

/** What CloudWatch Logs can be told to keep, in days: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827] as const;

const hostSchema = z.string().regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
  error: (issue) => `"${String(issue.input)}" is not a host name; write it in lower case without https://`,
});

/** One stage of `deploy.json`. */
export const stageSchema = z
  .strictObject({
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, {
        error: (issue) => `"${String(issue.input)}" is not an AWS region; write its code, such as "eu-central-1"`,
      })
      .meta({ description: "The AWS region that this stage lives in.", examples: ["eu-central-1"] }),
    account: z
      .string()
      .regex(/^\d{12}$/, { error: "this is not an AWS account; write its 12 digits in quotes" })
      .optional()
      .meta({
        description:
          "The AWS account, so that a stage is never deployed into another one. Left out: the account of the credentials.",
        examples: ["123456789012"],
      }),
    alarmEmail: z
      .email({ error: 'this is not an e-mail address; write one such as "ops@shop.example"' })
      .optional()
      .meta({ description: "Who is written to when an alarm goes off.", examples: ["ops@shop.example"] }),
    team: z
      .strictObject({
        email: z
          .email({ error: 'this is not an e-mail address; write one such as "care@shop.example"' })
          .meta({ description: "The address.", examples: ["care@shop.example"] }),
      })
      .optional()
      .meta({
        description:
          "Who is written to when a campaign's alert step comes to somebody. Slack is named in a secret instead.",
        examples: [{ email: "care@shop.example" }],
      }),
    trackingDomain: hostSchema.optional().meta({
      description: "Your own host name for links that count clicks; it must be verified in SES and lead there.",
      examples: ["go.shop.example"],
    }),
    domain: z
      .strictObject({
        name: hostSchema.meta({ description: "The host name.", examples: ["mail.shop.example"] }),
        certificate: z
          .string()
          .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/, {
            error: "this is not a certificate's ARN; copy it from Certificate Manager in the stage's region",
          })
          .meta({
            description: "ARN of its certificate in AWS Certificate Manager, in the stage's region.",
            examples: ["arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c"],
          }),
      })
      .optional()
      .meta({
        description: "Your own host name for unsubscribe links and webhooks, instead of one of AWS's.",
        examples: [
          {
            name: "mail.shop.example",
            certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e2d3c",
          },
        ],
      }),
    sendConcurrency: z
      .int()
      .min(2)
      .max(1_000)
      .optional()
      .meta({
        description:
          "How many batches of messages are sent at a time; 2 when nothing is said. Two send about 20 a second; more than your SES rate helps nothing.",
        examples: [2, 10],
      }),
    logDays: z
      .literal(LOG_DAYS)
      .optional()
      .meta({ description: "How many days logs are kept; 90 when nothing is said.", examples: [90] }),
    api: z
      .strictObject({
        rate: z
          .number()
          .min(1)
          .max(10_000)
          .optional()
          .meta({ description: "Requests a second; 50 when nothing is said.", examples: [50] }),
        burst: z
          .int()
          .min(1)
          .max(5_000)
          .optional()
          .meta({ description: "Requests at once; 100 when nothing is said.", examples: [100] }),
      })
      .optional()
      .meta({
        description:
          "The most requests that the HTTPS door takes on each way for events and webhooks; links have a limit of their own.",
        examples: [{ rate: 50, burst: 100 }],
      }),
    eventWriters: z
      .array(
        z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:(root|user\/.+|role\/.+)$/, {
          error: "this is no principal's ARN; write the ARN of an IAM role, a user or an account's root",
        }),
      )
      .min(1)
      .optional()
      .meta({
        description:
          "Who may take the role that puts events into the Events table: ARNs of IAM principals. Left out: whoever this account lets.",
        examples: [["arn:aws:iam::123456789012:role/shop-backend"]],
      }),
  })
  .meta({ examples: [{ region: "eu-central-1" }] });

type Written = z.infer<typeof stageSchema>;

/** A stage's configuration, with what was left out. */
export type StageConfig = Written & {
  sendConcurrency: number;
  logDays: (typeof LOG_DAYS)[number];
  api: { rate: number; burst: number };
};

/** What counts where a stage says nothing. */
export function complete(written: Written): StageConfig {
  const { rate = 50, burst = 100 } = written.api ?? {};
  // SQS knows no concurrency below 2.
  const { sendConcurrency = 2, logDays = 90 } = written;
  return { ...written, sendConcurrency, logDays, api: { rate, burst } };
}

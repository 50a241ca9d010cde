import { DescribeExecutionCommand, type ExecutionStatus } from "@aws-sdk/client-sfn";
import { GetQueueAttributesCommand, type Message, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import { ensureCode } from "../../../lib/journey/advocacy/own-code.ts";
import { partitionOf } from "../../../lib/journey/keys.ts";
import type { Enrollment, EventMarker } from "../../../lib/journey/records.ts";
import { eventually } from "../support/eventually.ts";
import { executionStates } from "../support/executions.ts";
import { type Mail, mailsSent } from "../support/mails.ts";
import type { Stage } from "./stage.ts";

/** Milliseconds: cold functions of many tests at once, on two cores that others use too. */
export const PATIENCE = 120_000;

/** What a tag of a message says. */
export function tagOf(mail: Mail, name: string): string | undefined {
  return mail.EmailTags?.find((tag) => tag.Name === name)?.Value;
}

/** All messages that SES took for a customer, oldest first. */
export function mailsTo({ engine }: Stage, customer: string): Mail[] {
  const tag = Buffer.from(customer).toString("base64url");
  return mailsSent(engine).filter((mail) => tagOf(mail, "customer") === tag);
}

/** Their steps, which have the names of their templates. */
export function stepsSent(stage: Stage, customer: string): (string | undefined)[] {
  return mailsTo(stage, customer).map((mail) => tagOf(mail, "step"));
}

/** The message of this step, as soon as SES has taken it and the ledger says so. */
export async function gets(stage: Stage, customer: string, step: string): Promise<Mail> {
  const mail = await eventually(
    `${customer} gets ${step}`,
    async () => mailsTo(stage, customer).findLast((one) => tagOf(one, "step") === step),
    PATIENCE,
  );
  await eventually(
    `the ledger knows ${step} to ${customer}`,
    async () =>
      (await stage.sends(customer)).find(
        (entry) => entry.enrollment === tagOf(mail, "enrollment") && entry.step === step && entry.state === "sent",
      ),
    PATIENCE,
  );
  return mail;
}

/** The customer's enrollment in a campaign, as soon as `isIt` holds. */
export async function enrolled(
  stage: Stage,
  customer: string,
  campaign: string,
  isIt: (enrollment: Enrollment) => boolean = () => true,
): Promise<Enrollment> {
  return eventually(
    `${customer} in ${campaign}`,
    async () => {
      const enrollment = await stage.enrollment(customer, campaign);
      if (!isIt(enrollment)) throw new Error(`it is ${enrollment.status} at ${enrollment.step ?? "no step"}`);
      return enrollment;
    },
    PATIENCE,
  );
}

/** The enrollment when its journey is over. */
export function ended(stage: Stage, customer: string, campaign: string): Promise<Enrollment> {
  return enrolled(stage, customer, campaign, ({ status }) => status === "ended");
}

/** As soon as a state at this step of a campaign waits for a reaction or an event. */
export async function waits(stage: Stage, customer: string, campaign: string, step: string): Promise<void> {
  const start = `wait#${campaign}#${step}#`;
  await eventually(
    `${customer} waits at ${step} of ${campaign}`,
    async () => {
      const records = [await stage.profile(customer), ...(await stage.sends(customer))];
      return records.flatMap((record) => Object.keys(record)).find((name) => name.startsWith(start));
    },
    PATIENCE,
  );
}

/** The customer's own code for friends, as if an invitation had made it. */
export async function codeOf(stage: Stage, customer: string): Promise<string> {
  const profile = await eventually(`the profile of ${customer}`, () => stage.profile(customer), PATIENCE);
  const code = await ensureCode(stage, customer, profile);
  if (code === undefined) throw new Error(`${customer} was erased`);
  return code;
}

/** That friends of a customer count, as it was applied to the customer's records. */
export async function conversionsOf({ table }: Pick<Stage, "table">, customer: string): Promise<EventMarker[]> {
  const { items } = await table.query(partitionOf(customer), { prefix: "event#referral~" });
  return (items as unknown as EventMarker[]).filter(({ type }) => type === "referral.converted");
}

/** The execution of an enrollment: its machine is the one that the catalog names for its version. */
export async function execution(
  stage: Stage,
  { campaign, version, id }: Pick<Enrollment, "campaign" | "version" | "id">,
): Promise<{ status: ExecutionStatus | undefined; states: string[]; machine: string; cause?: string | undefined }> {
  const machine = await stage.catalog.arnOf(campaign, version, { afresh: true });
  if (machine === undefined) throw new Error(`the catalog has no machine of ${campaign} ${version}`);
  const arn = `${machine.replace(":stateMachine:", ":execution:")}:${id}`;
  const { status, cause } = await stage.aws.states.send(new DescribeExecutionCommand({ executionArn: arn }));
  return { status, machine, cause, states: await executionStates(stage.aws, arn) };
}

/** As soon as the execution of an enrollment was stopped for this reason. */
export async function aborts(stage: Stage, enrollment: Enrollment, cause: string): Promise<void> {
  await eventually(
    `the execution of ${enrollment.id} is aborted`,
    async () => {
      expect(await execution(stage, enrollment)).toMatchObject({ status: "ABORTED", cause });
      return true;
    },
    PATIENCE,
  );
}

/** Fails when an enrollment has an execution. */
export async function hasNoExecution(stage: Stage, enrollment: Enrollment): Promise<void> {
  await expect(execution(stage, enrollment)).rejects.toMatchObject({ name: "ExecutionDoesNotExist" });
}

/** Messages in a queue, visible or in hand. */
export async function depth({ aws, output }: Stage, queue: string): Promise<number> {
  const { Attributes = {} } = await aws.queues.send(
    new GetQueueAttributesCommand({ QueueUrl: output(queue), AttributeNames: ["All"] }),
  );
  const { ApproximateNumberOfMessages = 0, ApproximateNumberOfMessagesNotVisible = 0 } = Attributes;
  return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
}

/** The messages in a queue, as JSON; they stay there. */
export async function letters({ aws, output }: Stage, queue: string): Promise<unknown[]> {
  const { Messages = [] } = await aws.queues.send(
    new ReceiveMessageCommand({ QueueUrl: output(queue), MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.map(({ Body = "" }: Message) => JSON.parse(Body));
}

import { type Stack as Described, DescribeStacksCommand, ListStacksCommand } from "@aws-sdk/client-cloudformation";
import type { Clients } from "./clients.ts";
import { Trouble } from "./trouble.ts";

/** What commands need to know of a stack: names of its outputs. */
const OUTPUTS = [
  "EventsTable",
  "StateTable",
  "SendQueueUrl",
  "SendDeadLettersUrl",
  "RecordDeadLettersUrl",
  "CallDeadLettersUrl",
  "EnrollFunction",
  "EngageFunction",
  "BeginFunction",
  "FinishFunction",
  "ScheduleGroup",
] as const;

export type Outputs = Readonly<Record<(typeof OUTPUTS)[number], string>>;

export interface Stack {
  name: string;
  region: string;
  /** CloudFormation's word, such as UPDATE_COMPLETE. */
  status: string;
  /** When it was deployed last, epoch milliseconds. */
  deployedAt: number;
  outputs: Outputs;
}

/** A deployed stack of Regulars. Throws Trouble when there is none of this name, or it is another one's. */
export async function findStack(clients: Pick<Clients, "stacks" | "region">, name: string): Promise<Stack> {
  const region = await clients.region();
  const described = await describe(clients, name);
  if (described === undefined) throw await noSuchStack(clients, name, region);
  const { StackStatus: status = "", LastUpdatedTime, CreationTime } = described;
  return {
    name,
    region,
    status,
    deployedAt: (LastUpdatedTime ?? CreationTime ?? new Date(0)).getTime(),
    outputs: readOutputs(described, name),
  };
}

async function describe({ stacks }: Pick<Clients, "stacks">, name: string): Promise<Described | undefined> {
  try {
    const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0];
  } catch (error) {
    // CloudFormation has no error of its own for this one.
    if (error instanceof Error && /does not exist/i.test(error.message)) return undefined;
    throw error;
  }
}

function readOutputs({ Outputs: given = [], StackStatus }: Described, name: string): Outputs {
  const found = new Map(given.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]));
  const missing = OUTPUTS.filter((output) => !found.has(output));
  if (missing.length === 0) return Object.fromEntries(found) as Outputs;
  if (found.size === 0 && /IN_PROGRESS|FAILED|ROLLBACK/.test(StackStatus ?? "")) {
    throw new Trouble(`stack ${name} is ${StackStatus} and has no outputs yet; finish its deployment first`);
  }
  throw new Trouble(
    missing.length === OUTPUTS.length
      ? `stack ${name} is no stack of Regulars: it has none of its outputs; name another one with --stack`
      : `stack ${name} lacks the outputs ${missing.join(", ")}; it is an older deployment, or none of Regulars: deploy again`,
  );
}

async function noSuchStack({ stacks }: Pick<Clients, "stacks">, name: string, region: string): Promise<Trouble> {
  const others = await regularsStacks(stacks).catch(() => []);
  const hint =
    others.length > 0
      ? `there are: ${others.join(", ")}`
      : "no stack there begins with Regulars: check --region and --profile, or deploy it";
  return new Trouble(`there is no stack "${name}" in ${region}; ${hint}`);
}

async function regularsStacks(stacks: Clients["stacks"]): Promise<string[]> {
  const names = new Set<string>();
  let next: string | undefined;
  do {
    const page = new ListStacksCommand(next === undefined ? {} : { NextToken: next });
    const { StackSummaries = [], NextToken } = await stacks.send(page);
    for (const { StackName = "", StackStatus } of StackSummaries) {
      if (StackStatus !== "DELETE_COMPLETE" && StackName.startsWith("Regulars")) names.add(StackName);
    }
    next = NextToken;
  } while (next !== undefined);
  return [...names].sort();
}

import { ListStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import { DeleteStateMachineCommand, ListExecutionsCommand, ListStateMachinesCommand } from "@aws-sdk/client-sfn";
import { isNamed } from "../../aws/errors.ts";
import type { Clients } from "../clients.ts";
import type { Stack } from "../stack.ts";

/** A machine of the stack that no entry of the catalog names: nobody can be started in it. */
export interface StrayMachine {
  name: string;
  arn: string;
  /** Executions that run in it, as far as one page of Step Functions goes. */
  executions: number;
  /** There are more of them. */
  isMore: boolean;
  fate: "the stack's" | "in use" | "unused" | "deleted";
}

interface Deps {
  stack: Pick<Stack, "name">;
  stacks: Clients["stacks"];
  states: Clients["states"];
}

/** Every machine whose name begins as this stack's do, whoever made it: name -> ARN. */
export async function machinesOf({ stack, states }: Deps): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  // CloudFormation makes names of logical ids; engines that speak its language may put the stack's name before.
  const starts = [`${stack.name}Campaign`, `${stack.name}-${stack.name}Campaign`];
  let next: string | undefined;
  do {
    const page = new ListStateMachinesCommand({
      maxResults: 1_000,
      ...(next === undefined ? {} : { nextToken: next }),
    });
    const { stateMachines = [], nextToken } = await states.send(page);
    for (const { name = "", stateMachineArn = "" } of stateMachines) {
      if (starts.some((start) => name.startsWith(start))) found.set(name, stateMachineArn);
    }
    next = nextToken;
  } while (next !== undefined);
  return found;
}

/**
 * What becomes of machines that the catalog does not name: left by a campaign that was edited back to an earlier text, by a
 * deployment that was rolled back, or by a catalog that lost an entry. With `go` those go in which nothing runs and that are no
 * resource of the stack either, which would not be made again.
 * @param machines taken before the catalog was read, so that a machine made meanwhile is not among them
 * @param cataloged ARNs
 */
export async function tidyStrays(
  deps: Deps,
  { machines, cataloged, go }: { machines: ReadonlyMap<string, string>; cataloged: ReadonlySet<string>; go: boolean },
): Promise<StrayMachine[]> {
  const strays = [...machines].filter(([, arn]) => !cataloged.has(arn)).sort();
  if (strays.length === 0) return [];
  const ofStack = await resourcesOf(deps);
  const found: StrayMachine[] = [];
  for (const [name, arn] of strays) {
    const running = await executionsIn(deps, arn);
    const isFree = running.executions === 0;
    const machine: StrayMachine = { name, arn, ...running, fate: isFree ? "unused" : "in use" };
    if (ofStack.has(arn)) machine.fate = "the stack's";
    else if (isFree && go) {
      await deps.states.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
      machine.fate = "deleted";
    }
    found.push(machine);
  }
  return found;
}

async function executionsIn({ states }: Deps, arn: string): Promise<Pick<StrayMachine, "executions" | "isMore">> {
  try {
    const { executions = [], nextToken } = await states.send(
      new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: "RUNNING", maxResults: 1_000 }),
    );
    return { executions: executions.length, isMore: nextToken !== undefined };
  } catch (error) {
    // Deleted since it was listed.
    if (isNamed(error, "StateMachineDoesNotExist")) return { executions: 0, isMore: false };
    throw error;
  }
}

/** Physical ids, which are ARNs where machines are meant. What a stack has let go is listed, too, as deleted or skipped. */
async function resourcesOf({ stack, stacks }: Deps): Promise<Set<string>> {
  const found = new Set<string>();
  let next: string | undefined;
  do {
    const page = new ListStackResourcesCommand({
      StackName: stack.name,
      ...(next === undefined ? {} : { NextToken: next }),
    });
    const { StackResourceSummaries = [], NextToken } = await stacks.send(page);
    for (const { PhysicalResourceId: id = "", ResourceStatus: status = "" } of StackResourceSummaries) {
      if (status !== "DELETE_COMPLETE" && status !== "DELETE_SKIPPED") found.add(id);
    }
    next = NextToken;
  } while (next !== undefined);
  return found;
}

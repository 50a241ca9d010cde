import { DeleteStateMachineCommand, ListExecutionsCommand } from "@aws-sdk/client-sfn";
import { type Catalog, catalogKeys } from "../aws/catalog.ts";
import { isNamed } from "../aws/errors.ts";
import { readFigures } from "../journey/figures.ts";
import { ConditionFailed, type Table } from "../store/table.ts";
import type { Clients } from "./clients.ts";
import type { Stack } from "./stack.ts";
import { type KnownCampaign, knownCampaigns } from "./status/campaigns.ts";
import { peopleByVersion } from "./status/figures.ts";
import { machinesOf, type StrayMachine, tidyStrays } from "./tidy/strays.ts";
import { Trouble } from "./trouble.ts";

/** A machine of a version of a campaign, and what becomes of it. */
export interface TidiedMachine {
  campaign: string;
  version: string;
  arn: string;
  /** People of this version who are on their way, or scheduled to be. */
  people: number;
  /** The figures know of nobody, but executions run. */
  isRunning: boolean;
  fate: "on" | "in use" | "unused" | "deleted";
}

/** Milliseconds: by then whoever was enrolled by the code before the last deployment is counted. */
const SETTLED = 3_600_000;

interface Deps {
  stack: Stack;
  table: Table;
  catalog: Catalog;
  stacks: Clients["stacks"];
  states: Clients["states"];
  now(): number;
}

/**
 * Deletes machines of versions that are no longer on and that nobody is in. Deleting one that people are in would end their
 * journeys, so a machine goes only when the figures and Step Functions both know of nobody; strays are machines that no version
 * has. Without `go` they are only listed.
 */
export async function tidy(deps: Deps, go: boolean): Promise<{ machines: TidiedMachine[]; strays: StrayMachine[] }> {
  if (go) refuseUnsettled(deps);
  const all = await machinesOf(deps);
  const known = await knownCampaigns(deps.catalog);
  const machines = await tidyKnown(deps, known, go);
  const cataloged = new Set(known.flatMap((campaign) => campaign.machines.map(({ arn }) => arn)));
  return { machines, strays: await tidyStrays(deps, { machines: all, cataloged, go }) };
}

async function tidyKnown(deps: Deps, known: readonly KnownCampaign[], go: boolean): Promise<TidiedMachine[]> {
  const found: TidiedMachine[] = [];
  for (const { id, current, machines } of known) {
    const people = peopleByVersion(await readFigures(deps.table, id));
    for (const { version, arn } of machines) {
      const n = people.get(version) ?? 0;
      const isOn = version === current;
      const isRunning = !isOn && n === 0 && (await hasExecutions(deps, arn));
      const fate = isOn ? "on" : n !== 0 || isRunning ? "in use" : "unused";
      const machine: TidiedMachine = { campaign: id, version, arn, people: n, isRunning, fate };
      if (fate === "unused" && go && (await remove(deps, machine))) machine.fate = "deleted";
      found.push(machine);
    }
  }
  return found;
}

function refuseUnsettled({ stack, now }: Deps): void {
  if (stack.status.endsWith("IN_PROGRESS"))
    throw new Trouble(
      `stack ${stack.name} is being deployed (${stack.status}): which versions are on is not settled; wait until it is done`,
    );
  const minutes = Math.ceil((stack.deployedAt + SETTLED - now()) / 60_000);
  if (minutes > 0)
    throw new Trouble(
      `stack ${stack.name} was deployed less than an hour ago: somebody enrolled just before may not be counted yet; wait ${minutes} more minute${minutes === 1 ? "" : "s"}`,
    );
}

async function hasExecutions({ states }: Deps, stateMachineArn: string): Promise<boolean> {
  try {
    const { executions = [] } = await states.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING", maxResults: 1 }),
    );
    return executions.length > 0;
  } catch (error) {
    // Deleted by an earlier run that was cut short, or by hand.
    if (isNamed(error, "StateMachineDoesNotExist")) return false;
    throw error;
  }
}

/**
 * The catalog's entry first: were it left behind, a deployment of the same version would find it and keep it, and journeys would
 * be started on a machine that is gone. False: another deployment changed it meanwhile.
 */
async function remove({ table, states }: Deps, { campaign, version, arn }: TidiedMachine): Promise<boolean> {
  try {
    await table.write({ delete: catalogKeys.machine(campaign, version), if: { equals: { arn } } });
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
  await states.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
  return true;
}

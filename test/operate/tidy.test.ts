import { describe, expect, it } from "vitest";
import { printTidied } from "../../bin/commands/operate/tidy.ts";
import { catalogKeys, createCatalog } from "../../lib/aws/catalog.ts";
import { keys } from "../../lib/journey/keys.ts";
import { tidy } from "../../lib/operate/tidy.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import { awsError, fakeClient } from "./fake-client.ts";
import { givenCatalog, machineArn } from "./given-catalog.ts";
import { givenStack } from "./given-stack.ts";

const HOUR = 3_600_000;

/** Pages of what Step Functions and CloudFormation list, by the token that asks for them. */
interface Aws {
  listed?(token: unknown): object;
  resources?(token: unknown): object;
}

/** Four versions of one campaign: one is on, in one somebody waits, one runs, and one is left. */
async function given(
  list: (arn: string) => unknown = () => ({ executions: [] }),
  { listed = () => ({ stateMachines: [] }), resources = () => ({ StackResourceSummaries: [] }) }: Aws = {},
) {
  const table = createMemoryTable();
  await givenCatalog(table, ["welcome v1", "welcome v2", "welcome v3", "welcome v4"], { welcome: "v4" });
  await table.write({
    update: keys.figures("welcome", "2026-01-01"),
    add: { "|in version v1": 3, "|in version v2": 1, "|in version v4": 0 },
  });
  await table.write({ update: keys.figures("welcome", "2026-01-02"), add: { "|in version v1": -3 } });
  const states = fakeClient({
    ListExecutionsCommand: ({ stateMachineArn }) => list(stateMachineArn),
    DeleteStateMachineCommand: () => ({}),
    ListStateMachinesCommand: ({ nextToken }) => listed(nextToken),
  });
  const stacks = fakeClient({ ListStackResourcesCommand: ({ NextToken }) => resources(NextToken) });
  const deleted = () =>
    states.asked.filter(({ name }) => name === "DeleteStateMachineCommand").map(({ input }) => input.stateMachineArn);
  const catalog = createCatalog({ table });
  const deps = { stack: givenStack(), table, catalog, stacks: stacks as never, states, now: () => 2 * HOUR };
  return { deps, deleted };
}

const runs = (version: string) => (arn: string) => ({
  executions: arn === machineArn("welcome", version) ? [{ executionArn: "x" }] : [],
});

describe("tidying", () => {
  it("lists who is in which version, and deletes nothing without being told to", async () => {
    const { deps, deleted } = await given(runs("v3"));
    const { machines } = await tidy(deps, false);
    expect(machines.map(({ version, people, isRunning, fate }) => [version, people, isRunning, fate])).toEqual([
      ["v4", 0, false, "on"],
      ["v3", 0, true, "in use"],
      ["v2", 1, false, "in use"],
      ["v1", 0, false, "unused"],
    ]);
    expect(deleted()).toEqual([]);
  });

  it("deletes a machine that nobody is in, and its entry of the catalog before it", async () => {
    const { deps, deleted } = await given(runs("v3"));
    const { machines } = await tidy(deps, true);
    expect(machines.map(({ fate }) => fate)).toEqual(["on", "in use", "in use", "deleted"]);
    expect(deleted()).toEqual([machineArn("welcome", "v1")]);
    expect(await deps.table.get(catalogKeys.machine("welcome", "v1"))).toBeUndefined();
    expect(await deps.table.get(catalogKeys.machine("welcome", "v2"))).toBeDefined();
  });

  it("forgets a machine that somebody has deleted", async () => {
    const { deps } = await given((arn) => {
      if (arn === machineArn("welcome", "v1")) throw awsError("StateMachineDoesNotExist");
      return { executions: [{}] };
    });
    expect((await tidy(deps, true)).machines.map(({ fate }) => fate)).toContain("deleted");
    expect(await deps.table.get(catalogKeys.machine("welcome", "v1"))).toBeUndefined();
  });

  it("leaves an entry that a deployment has changed meanwhile", async () => {
    const { deps, deleted } = await given(runs("v3"));
    const { catalog } = deps;
    const stale = {
      ...catalog,
      machines: async () => {
        const page = await catalog.machines();
        return { machines: page.machines.map((machine) => ({ ...machine, arn: `${machine.arn}-before` })) };
      },
    };
    expect((await tidy({ ...deps, catalog: stale }, true)).machines.map(({ fate }) => fate)).not.toContain("deleted");
    expect(deleted()).toEqual([]);
  });

  it("waits while a deployment is under way, and an hour after it", async () => {
    const { deps } = await given();
    const during = { ...deps, stack: givenStack({ status: "UPDATE_IN_PROGRESS" }) };
    await expect(tidy(during, true)).rejects.toThrow(/is being deployed/);
    const after = { ...deps, stack: givenStack({ deployedAt: 1.5 * HOUR }) };
    await expect(tidy(after, true)).rejects.toThrow(/less than an hour ago.*wait 30 more minutes/);
    expect((await tidy(after, false)).machines).toHaveLength(4);
  });
});

const arnOf = (name: string) => `arn:aws:states:eu-central-1:123456789012:stateMachine:${name}`;
const LEFT = "RegularsProdCampaignWelcomeVold-aaa";
const RUNS = "RegularsProdCampaignWelcomeVold-bbb";
const ITS = "RegularsProdCampaignWelcomeVback-ccc";

/** Besides one that the catalog names: two that were left, one of the stack's that it does not name, and two of others. */
const AWS: Aws = {
  listed: (token) => {
    const names = token === undefined ? [ITS, RUNS, "Orders"] : [LEFT, "RegularsProduceCampaignX"];
    const stateMachines = names.map((name) => ({ name, stateMachineArn: arnOf(name) }));
    const own = { name: "RegularsProdCampaignWelcomeVv1", stateMachineArn: machineArn("welcome", "v1") };
    return token === undefined ? { stateMachines, nextToken: "2" } : { stateMachines: [...stateMachines, own] };
  },
  resources: (token) =>
    token === undefined
      ? {
          StackResourceSummaries: [{ PhysicalResourceId: arnOf(LEFT), ResourceStatus: "DELETE_SKIPPED" }],
          NextToken: "2",
        }
      : { StackResourceSummaries: [{ PhysicalResourceId: arnOf(ITS), ResourceStatus: "CREATE_COMPLETE" }] },
};

const busy = (arn: string) => (arn === arnOf(RUNS) ? { executions: [{}, {}], nextToken: "2" } : { executions: [] });

describe("tidying machines that no version has", () => {
  it("shows them, with what runs in them", async () => {
    const { deps, deleted } = await given(busy, AWS);
    const { strays } = await tidy(deps, false);
    expect(strays.map(({ name, executions, isMore, fate }) => [name, executions, isMore, fate])).toEqual([
      [ITS, 0, false, "the stack's"],
      [LEFT, 0, false, "unused"],
      [RUNS, 2, true, "in use"],
    ]);
    expect(deleted()).toEqual([]);
  });

  it("deletes those in which nothing runs and that neither the catalog nor the stack names", async () => {
    const { deps, deleted } = await given(busy, AWS);
    const { strays } = await tidy(deps, true);
    expect(strays.map(({ fate }) => fate)).toEqual(["the stack's", "deleted", "in use"]);
    expect(deleted()).toContain(arnOf(LEFT));
    for (const kept of [ITS, RUNS, "Orders", "RegularsProduceCampaignX"]) expect(deleted()).not.toContain(arnOf(kept));
  });

  it("deletes none that a deployment has just named", async () => {
    const { deps, deleted } = await given(busy, AWS);
    const { catalog } = deps;
    const machines = async () => {
      const page = await catalog.machines();
      return { machines: [...page.machines, { campaign: "welcome", version: "v5", arn: arnOf(LEFT), publishedAt: 9 }] };
    };
    const current = async () => ({ welcome: "v5" });
    const { strays } = await tidy({ ...deps, catalog: { ...catalog, machines, current } }, true);
    expect(strays.map(({ name }) => name)).toEqual([ITS, RUNS]);
    expect(deleted()).not.toContain(arnOf(LEFT));
  });

  it("prints both", async () => {
    const { deps } = await given(busy, AWS);
    const lines = printTidied(await tidy(deps, false), false);
    expect(lines).toContain("Machines that no version of a campaign has:");
    expect(lines.find((line) => line.includes(RUNS))).toMatch(/ 2\+ {2}kept until they have finished$/);
    expect(lines.at(-1)).toBe("Nothing was deleted. Add --go to delete 3 machines.");
  });
});

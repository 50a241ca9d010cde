import { describe, expect, it } from "vitest";
import { catalogKeys, createCatalog } from "../../lib/aws/catalog.ts";
import { keys } from "../../lib/journey/records.ts";
import { tidy } from "../../lib/operate/tidy.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import { awsError, fakeClient } from "./fake-client.ts";
import { givenCatalog, machineArn } from "./given-catalog.ts";
import { givenStack } from "./given-stack.ts";

const HOUR = 3_600_000;

/** Four versions of one campaign: one is on, in one somebody waits, one runs, and one is left. */
async function given(list: (arn: string) => unknown = () => ({ executions: [] })) {
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
  });
  const deleted = () =>
    states.asked.filter(({ name }) => name === "DeleteStateMachineCommand").map(({ input }) => input.stateMachineArn);
  const deps = { stack: givenStack(), table, catalog: createCatalog({ table }), states, now: () => 2 * HOUR };
  return { deps, deleted };
}

const runs = (version: string) => (arn: string) => ({
  executions: arn === machineArn("welcome", version) ? [{ executionArn: "x" }] : [],
});

describe("tidying", () => {
  it("lists who is in which version, and deletes nothing without being told to", async () => {
    const { deps, deleted } = await given(runs("v3"));
    const machines = await tidy(deps, false);
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
    const machines = await tidy(deps, true);
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
    expect((await tidy(deps, true)).map(({ fate }) => fate)).toContain("deleted");
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
    expect((await tidy({ ...deps, catalog: stale }, true)).map(({ fate }) => fate)).not.toContain("deleted");
    expect(deleted()).toEqual([]);
  });

  it("waits while a deployment is under way, and an hour after it", async () => {
    const { deps } = await given();
    const during = { ...deps, stack: givenStack({ status: "UPDATE_IN_PROGRESS" }) };
    await expect(tidy(during, true)).rejects.toThrow(/is being deployed/);
    const after = { ...deps, stack: givenStack({ deployedAt: 1.5 * HOUR }) };
    await expect(tidy(after, true)).rejects.toThrow(/less than an hour ago.*wait 30 more minutes/);
    expect(await tidy(after, false)).toHaveLength(4);
  });
});

import { type TidiedMachine, tidy } from "../../../lib/operate/tidy.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { table } from "../../../lib/simulate/print/lines.ts";
import { print, printJson } from "../output.ts";
import { atDesk } from "./at-desk.ts";
import type { StackOptions } from "./stack-command.ts";

export interface TidyOptions {
  go?: true;
}

export async function tidyMachines(options: StackOptions & TidyOptions): Promise<void> {
  const go = options.go === true;
  await atDesk(options, async (desk) => {
    const machines = await tidy({ ...desk, states: desk.clients.states }, go);
    if (options.json) return printJson({ dryRun: !go, machines });
    print(printMachines(machines, go).join("\n"));
  });
}

function printMachines(machines: readonly TidiedMachine[], go: boolean): string[] {
  if (machines.length === 0) return ["No campaign was ever deployed to this stack."];
  const unused = machines.filter(({ fate }) => fate === "unused").length;
  const deleted = machines.filter(({ fate }) => fate === "deleted").length;
  return [
    ...table(
      [
        ["campaign", "version", "people", ""],
        ...machines.map((machine) => [machine.campaign, machine.version, number(machine.people), wordsFor(machine)]),
      ],
      [1, 3],
    ),
    "",
    ...(go ? [`${count(deleted, "machine")} deleted.`] : []),
    ...(!go && unused > 0 ? [`Nothing was deleted. Add --go to delete ${count(unused, "machine")}.`] : []),
    ...(!go && unused === 0 ? ["There is nothing to delete."] : []),
  ];
}

function wordsFor({ fate, isRunning }: TidiedMachine): string {
  if (fate === "on") return "on: kept";
  if (fate === "in use") return isRunning ? "executions run in it: kept" : "kept until they have finished";
  return fate === "deleted" ? "deleted" : "nobody is in it";
}

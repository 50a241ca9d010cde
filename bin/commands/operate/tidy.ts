import type { StrayMachine } from "../../../lib/operate/tidy/strays.ts";
import { type TidiedMachine, tidy } from "../../../lib/operate/tidy.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { table } from "../../../lib/simulate/print/lines.ts";
import { print, printJson } from "../output.ts";
import { atDesk } from "./at-desk.ts";
import type { StackOptions } from "./stack-command.ts";

type Tidied = Awaited<ReturnType<typeof tidy>>;

export interface TidyOptions {
  go?: true;
}

export async function tidyMachines(options: StackOptions & TidyOptions): Promise<void> {
  const go = options.go === true;
  await atDesk(options, async (desk) => {
    const tidied = await tidy({ ...desk, states: desk.clients.states, stacks: desk.clients.stacks }, go);
    if (options.json) return printJson({ dryRun: !go, ...tidied });
    print(printTidied(tidied, go).join("\n"));
  });
}

export function printTidied({ machines, strays }: Tidied, go: boolean): string[] {
  if (machines.length + strays.length === 0) return ["No campaign was ever deployed to this stack."];
  const fates = [...machines, ...strays].map(({ fate }) => fate);
  const unused = fates.filter((fate) => fate === "unused").length;
  const deleted = fates.filter((fate) => fate === "deleted").length;
  return [
    ...(machines.length === 0 ? [] : printMachines(machines)),
    ...(strays.length === 0 ? [] : printStrays(strays)),
    ...(go ? [`${count(deleted, "machine")} deleted.`] : []),
    ...(!go && unused > 0 ? [`Nothing was deleted. Add --go to delete ${count(unused, "machine")}.`] : []),
    ...(!go && unused === 0 ? ["There is nothing to delete."] : []),
  ];
}

function printMachines(machines: readonly TidiedMachine[]): string[] {
  return [
    ...table(
      [
        ["campaign", "version", "people", ""],
        ...machines.map((machine) => [machine.campaign, machine.version, number(machine.people), wordsFor(machine)]),
      ],
      [1, 3],
    ),
    "",
  ];
}

function printStrays(strays: readonly StrayMachine[]): string[] {
  return [
    "Machines that no version of a campaign has:",
    ...table(
      [
        ["machine", "executions", ""],
        ...strays.map(({ name, executions, isMore, fate }) => [
          name,
          `${number(executions)}${isMore ? "+" : ""}`,
          STRAY_WORDS[fate],
        ]),
      ],
      [0, 2],
    ),
    "",
  ];
}

const STRAY_WORDS: Record<StrayMachine["fate"], string> = {
  "the stack's": "a resource of the stack: kept",
  "in use": "kept until they have finished",
  unused: "nothing runs in it",
  deleted: "deleted",
};

function wordsFor({ fate, isRunning }: TidiedMachine): string {
  if (fate === "on") return "on: kept";
  if (fate === "in use") return isRunning ? "executions run in it: kept" : "kept until they have finished";
  return fate === "deleted" ? "deleted" : "nobody is in it";
}

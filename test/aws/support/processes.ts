import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A running process of this machine; zombies, which have ended, are left out. */
export interface Process {
  readonly id: number;
  readonly parent: number;
  readonly group: number;
  readonly commandLine: string;
}

export async function processes(): Promise<Process[]> {
  const columns = ["-eww", "-o", "pid=,ppid=,pgid=,stat=,args="];
  const { stdout } = await promisify(execFile)("ps", columns, { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split("\n").flatMap((line) => {
    const [, id, parent, group, state, commandLine] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (commandLine === undefined || state?.startsWith("Z")) return [];
    return [{ id: Number(id), parent: Number(parent), group: Number(group), commandLine }];
  });
}

/** Groups of the processes whose command line has `text` in it, and of their children. */
export async function groupsOf(text: string): Promise<number[]> {
  const all = await processes();
  const named = new Set(all.filter(({ commandLine }) => commandLine.includes(text)).map(({ id }) => id));
  return [...new Set(all.filter(({ id, parent }) => named.has(id) || named.has(parent)).map(({ group }) => group))];
}

/** Command lines of the processes that are in one of the groups now. */
export async function aliveIn(groups: readonly number[]): Promise<string[]> {
  return (await processes()).filter(({ group }) => groups.includes(group)).map(({ commandLine }) => commandLine);
}

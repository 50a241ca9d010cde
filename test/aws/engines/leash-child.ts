/**
 * Holds another program on a leash: `node leash-child.ts <folder> <command> [args...]` runs the command in a process group
 * of its own, and when standard input closes (its owner asked for the end, or died in whatever way) kills that whole group
 * and removes the folder. A kill -9 of the owner closes the pipe as well, which no exit handler of the owner could answer.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const [folder, command, ...args] = process.argv.slice(2);
if (folder === undefined || command === undefined)
  throw new Error("usage: leash-child.ts <folder> <command> [args...]");

const child = spawn(command, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });
const gone = new Promise<number>((resolve) => {
  child.once("error", (error) => {
    console.error(`${command} could not be started: ${error.message}`);
    resolve(127);
  });
  child.once("exit", (code) => resolve(code ?? 0));
});
const released = new Promise<number>((resolve) => {
  process.stdin.once("close", () => resolve(0)).resume();
});

const code = await Promise.race([gone, released]);
// A group outlives its leader, and a member may be starting another one right now: kill until nobody answers.
for (let left = 100; left > 0 && child.pid !== undefined && kill(child.pid); left -= 1) await sleep(50);
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
process.exit(code);

function kill(group: number): boolean {
  try {
    return process.kill(-group, "SIGKILL");
  } catch {
    return false;
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { given, live, outcome } from "./lives.ts";
import { START } from "./rig.ts";

const PEOPLE = 300;

it("a process that is killed for good goes on from its file to the same history", async () => {
  const folder = mkdtempSync(join(tmpdir(), "regulars-"));
  const path = join(folder, "state.db");
  try {
    for (const life of [1, 2, 3]) {
      const child = spawn(process.execPath, [join(import.meta.dirname, "lives-child.ts"), path, String(PEOPLE)]);
      await dots(child, life);
      child.kill("SIGKILL");
      const [, signal] = await once(child, "exit");
      expect(signal).toBe("SIGKILL");
    }
    expect(await lived(path)).toEqual(await lived(":memory:"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Lives to the end. */
async function lived(path: string) {
  const database = given(path);
  await live(database, START, new Set(), { people: PEOPLE });
  const result = outcome(database, new Set());
  database.close();
  return result;
}

/** Resolves when the child has made so many dots. */
function dots(child: ChildProcess, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = 0;
    let said = "";
    child.stdout?.on("data", (text: Buffer) => {
      seen += text.length;
      if (seen >= count) resolve();
    });
    child.stderr?.on("data", (text: Buffer) => {
      said += text;
    });
    child.on("exit", (code) => reject(new Error(`the child ended by itself with ${code}: ${said}`)));
  });
}

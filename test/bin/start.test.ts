import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { stopOnSignals } from "../../bin/commands/start.ts";
import { givenFolder } from "./regulars.ts";

const PROGRAM = resolve(import.meta.dirname, "../../bin/regulars.ts");

describe("start", () => {
  test.each(["--json", "--empty"])("%s: a signal closes the database before the process ends well", async (option) => {
    const { path, remove } = await givenFolder();
    onTestFinished(remove);
    const child = spawn(process.execPath, [PROGRAM, "start", "--port", "0", "--empty", option], { cwd: path });
    const err = text(child.stderr);
    const printed = String(await once(child.stdout, "data"));
    if (option === "--json") expect(JSON.parse(printed)).toEqual({ url: expect.stringMatching(/^http:/) });
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([0, null]);
    expect(await err).toBe("");
    expect(existsSync(join(path, ".regulars/local.db"))).toBe(true);
    expect(existsSync(join(path, ".regulars/local.db-wal"))).toBe(false);
  });

  test("says why it could not stop cleanly, and ends as a fault of ours", async () => {
    const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as never);
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => void vi.restoreAllMocks());
    onTestFinished(() => void process.removeAllListeners("SIGTERM"));
    stopOnSignals(() => Promise.reject(new Error("the disk is full")));
    process.emit("SIGTERM");
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(3));
    expect(written).toHaveBeenCalledWith("Regulars could not stop cleanly: the disk is full\n");
  });
});

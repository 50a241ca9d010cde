import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCheckpoint } from "../../lib/operate/checkpoint.ts";
import { Trouble } from "../../lib/operate/trouble.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-checkpoint-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a checkpoint", () => {
  it("gives the next run what the last one kept, and nothing once it was done", async () => {
    const file = join(folder, "deep", "replay.json");
    const first = openCheckpoint<number>(file, { from: "2026-11-01" });
    expect(await first.load()).toBeUndefined();
    await first.save(41);
    await first.save(42);
    expect(await openCheckpoint<number>(file, { from: "2026-11-01" }).load()).toBe(42);
    expect(await readdir(join(folder, "deep"))).toEqual(["replay.json"]);
    await first.clear();
    await first.clear();
    expect(await first.load()).toBeUndefined();
  });

  it("is not taken for that of a run that was asked for something else", async () => {
    const file = join(folder, "other.json");
    await openCheckpoint<number>(file, { from: "2026-11-01" }).save(1);
    const other = openCheckpoint<number>(file, { from: "2026-11-02" });
    await expect(other.load()).rejects.toThrow(/asked for \{"from":"2026-11-01"\}.*--anew/);
    expect(await openCheckpoint<number>(file, { from: "2026-11-02" }, true).load()).toBeUndefined();
  });

  it.each(["", "{", "[]", '{"about":1,"state":1}', '{"about":{}}'])("refuses a file that is none: %j", async (text) => {
    const file = join(folder, "none.json");
    await writeFile(file, text);
    await expect(openCheckpoint(file, {}).load()).rejects.toThrow(Trouble);
  });
});

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { pythonEnvironment } from "./python-environment.ts";

let scratch: string;
let nothing: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "regulars-python-"));
  nothing = join(scratch, "requirements.txt");
  await writeFile(nothing, "# nothing\n");
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

test("is built once, also by two at the same time, and found again", async () => {
  const folder = join(scratch, "two", "environment");

  const [one, other] = await Promise.all([pythonEnvironment(folder, nothing), pythonEnvironment(folder, nothing)]);
  const { mtimeMs } = await stat(folder);
  const again = await pythonEnvironment(folder, nothing);

  expect([one, other]).toEqual([again, again]);
  expect(existsSync(again)).toBe(true);
  expect((await stat(folder)).mtimeMs).toBe(mtimeMs);
  expect(await readdir(join(scratch, "two"))).toEqual(["environment"]);
});

test("is built anew where a build was cut", async () => {
  const folder = join(scratch, "cut", "environment");
  await mkdir(join(folder, "bin"), { recursive: true });

  expect(existsSync(await pythonEnvironment(folder, nothing))).toBe(true);
});

test("says what pip said when a requirement cannot be met", async () => {
  const impossible = join(scratch, "impossible.txt");
  await writeFile(impossible, "/nowhere/at/all.whl\n");

  await expect(pythonEnvironment(join(scratch, "failed"), impossible)).rejects.toThrow(
    /pip install -r .*impossible.txt failed:[\s\S]*\/nowhere\/at\/all.whl/,
  );
  expect(existsSync(join(scratch, "failed"))).toBe(false);
});

test("says which Python is needed where there is none", async () => {
  vi.stubEnv("PATH", join(scratch, "empty"));
  try {
    await expect(pythonEnvironment(join(scratch, "none"), nothing)).rejects.toThrow(/Python 3.11 to 3.13/);
  } finally {
    vi.unstubAllEnvs();
  }
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { loadProject } from "../../lib/project/load.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line as a process of its own, without a terminal. */
export async function regulars(folder: string, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, "bin/regulars.ts"), ...args], { cwd: folder });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, out, err };
}

/** The same, for a reader who has seen enough before anything is printed. */
export async function withHastyReader(folder: string, ...args: string[]): Promise<Omit<Ended, "out">> {
  const child = spawn(process.execPath, [join(ROOT, "bin/regulars.ts"), ...args], { cwd: folder });
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  return { code, err };
}

export interface Folder {
  path: string;
  file(name: string, content: string): Promise<void>;
  remove(): Promise<void>;
}

/** Compiled templates are the same for all tests, and compiling them takes longest. */
const CACHE = join(tmpdir(), "regulars-test-cache");

/** A copy of the example shop. */
export async function givenFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "regulars-"));
  await cp(join(ROOT, "campaigns"), join(path, "campaigns"), { recursive: true });
  await cp(join(ROOT, "shop.json"), join(path, "shop.json"));
  await symlink(join(ROOT, "templates"), join(path, "templates"));
  await mkdir(CACHE, { recursive: true });
  await mkdir(join(path, ".regulars"));
  await symlink(CACHE, join(path, ".regulars", "cache"));
  await loadProject(path);
  return {
    path,
    file: (name, content) => writeFile(join(path, name), content),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

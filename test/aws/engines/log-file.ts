import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const KEPT_MS = 24 * 60 * 60 * 1000;

/** The path of a log of that name in `folder`; logs there that are older than a day are removed. */
export async function logFile(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, file));
    if (Date.now() - mtimeMs > KEPT_MS) await rm(join(folder, file), { force: true });
  }
  return join(folder, `${name}.log`);
}

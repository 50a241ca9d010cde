import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { tail } from "../support/tail.ts";

const run = promisify(execFile);
const PYTHONS = ["python3.11", "python3.12", "python3.13", "python3"];
const SUITABLE = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))";

/**
 * The Python of a virtual environment in `folder` that holds exactly `requirements` (a file of pinned versions); made on
 * first use and found again afterwards. It is built beside its place and moved there when complete, so a build that was
 * cut is never taken for a whole one and two processes that build at once do not see each other's half.
 * Throws when there is no suitable Python, or with the end of what pip said.
 */
export async function pythonEnvironment(folder: string, requirements: string): Promise<string> {
  const python = join(folder, "bin", "python");
  if (await holds(folder, requirements)) return python;
  const draft = join(dirname(folder), `.${basename(folder)}-${randomUUID()}`);
  try {
    await build(draft, requirements);
    if (!(await holds(folder, requirements))) await replace(folder, draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return python;
}

async function holds(folder: string, requirements: string): Promise<boolean> {
  const mark = join(folder, "requirements.txt");
  return existsSync(mark) && (await readFile(mark, "utf8")) === (await readFile(requirements, "utf8"));
}

async function build(draft: string, requirements: string): Promise<void> {
  await mkdir(dirname(draft), { recursive: true });
  await step("python -m venv", await suitablePython(), ["-m", "venv", draft]);
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "-r", requirements];
  await step(`pip install -r ${requirements}`, join(draft, "bin", "python"), pip);
  await copyFile(requirements, join(draft, "requirements.txt"));
}

async function replace(folder: string, draft: string): Promise<void> {
  const old = `${draft}-old`;
  await rename(folder, old).catch(unless("ENOENT"));
  // Another process may have put its own into the place just now, which is as good.
  await rename(draft, folder).catch(unless("ENOTEMPTY", "EEXIST"));
  await rm(old, { recursive: true, force: true });
}

function unless(...codes: string[]) {
  return (error: NodeJS.ErrnoException) => {
    if (error.code === undefined || !codes.includes(error.code)) throw error;
  };
}

async function suitablePython(): Promise<string> {
  for (const python of PYTHONS) {
    const suits = await run(python, ["-c", SUITABLE]).then(
      () => true,
      () => false,
    );
    if (suits) return python;
  }
  throw new Error(
    `No Python 3.11 to 3.13 was found on PATH (tried ${PYTHONS.join(", ")}); the AWS-compatible engine needs one. ` +
      "Install Python 3.11 with its venv module.",
  );
}

async function step(what: string, command: string, args: string[]): Promise<void> {
  await run(command, args, { maxBuffer: 64 * 1024 * 1024 }).catch((error: { stdout?: string; stderr?: string }) => {
    throw new Error(`${what} failed:\n${tail(`${error.stdout ?? ""}\n${error.stderr ?? error}`)}`);
  });
}

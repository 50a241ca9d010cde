import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { tail } from "../support/tail.ts";

const run = promisify(execFile);

/**
 * Puts the libraries that a pom.xml lists into `folder`, unless they are there already. Maven fetches them by the machine's
 * own settings. They are put together beside their place and moved there when complete. Throws when there is no Maven, or
 * with the end of what it said.
 */
export async function mavenJars(folder: string, pom: string): Promise<void> {
  if (await holds(folder, pom)) return;
  const draft = join(dirname(folder), `.${basename(folder)}-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  try {
    await copyJars(draft, pom);
    await copyFile(pom, join(draft, "pom.xml"));
    // What another pom.xml left, or half of a deleted folder.
    if (!(await holds(folder, pom))) await rm(folder, { recursive: true, force: true });
    // Another process may have put its own into the place just now, which is as good.
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function holds(folder: string, pom: string): Promise<boolean> {
  const [there, wanted] = await Promise.all([
    readFile(join(folder, "pom.xml"), "utf8").catch(() => undefined),
    readFile(pom, "utf8"),
  ]);
  return there === wanted;
}

async function copyJars(folder: string, pom: string): Promise<void> {
  const goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", `-DoutputDirectory=${folder}`];
  await run("mvn", ["--batch-mode", "--quiet", "--file", pom, ...goal], { maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: { code?: string; stdout?: string; stderr?: string }) => {
      if (error.code === "ENOENT") {
        throw new Error(
          "DynamoDB Local is fetched with Maven, and there is no `mvn` on PATH; install Maven and a JDK 17",
        );
      }
      throw new Error(
        `Maven could not fetch what ${pom} lists:\n${tail(`${error.stdout ?? ""}\n${error.stderr ?? error}`)}`,
      );
    },
  );
}

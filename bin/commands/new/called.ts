import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { LIBRARY_FOLDER } from "../../../lib/project/library.ts";

/** The command line as it has to be called from `at`, for the folder that was named with --project: both may be relative. */
export function called(project: string, at: string = process.cwd()): string {
  const here = resolve(at);
  const npx = isFound(here) ? "npx regulars" : `npx --prefix ${quoted(relative(here, LIBRARY_FOLDER))} regulars`;
  return resolve(here, project) === here ? npx : `${npx} --project ${quoted(project)}`;
}

/** Elsewhere npx would ask the registry for a package of that name, which is not ours. */
function isFound(folder: string): boolean {
  const above = [...ancestors(folder)];
  if (above.some((one) => existsSync(join(one, "node_modules", ".bin", "regulars")))) return true;
  return above.find((one) => existsSync(join(one, "package.json"))) === LIBRARY_FOLDER;
}

/** The folder itself, and all that it lies in. */
function* ancestors(folder: string): Generator<string> {
  yield folder;
  const above = dirname(folder);
  if (above !== folder) yield* ancestors(above);
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./\\:@+=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

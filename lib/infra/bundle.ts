import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Bundle } from "./bundle/build.ts";

/** Bytes of a function's folder, code and project.json together: more would be felt whenever a new container starts. */
export const LARGEST = 450 * 1024;

/** By entry file. A process bundles each function once, however many stages and stacks it makes. */
const known = new Map<string, Bundle>();

/**
 * Writes one function's folder: `index.mjs` with all that it imports, pieces that are loaded when they are needed, and
 * the given files by name. The same input gives the same bytes.
 * @param entry the TypeScript file that exports `handler`
 * @param outDir is emptied first
 * @returns the folder, and the bytes of all files in it
 * @throws Error when something cannot be resolved, or when the folder would hold more than {@link LARGEST} bytes
 */
export function bundleFunction(given: { entry: string; outDir: string; files?: Record<string, string> }): {
  path: string;
  bytes: number;
} {
  const { entry, outDir } = given;
  bundleAhead([entry]);
  const bundle = known.get(resolve(entry));
  if (bundle === undefined) throw new Error(`${entry} was not bundled`);
  const files = Object.entries({ ...given.files, ...bundle.files });
  const bytes = files.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
  if (bytes > LARGEST) throw new Error(tooLarge(entry, bytes, bundle, given.files ?? {}));
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(outDir, name), content);
  return { path: outDir, bytes };
}

/**
 * Bundles several functions at once, so that {@link bundleFunction} has only to write them: together they take a third
 * of the time.
 */
export function bundleAhead(entries: readonly string[]): void {
  const wanted = [...new Set(entries.map((entry) => resolve(entry)))].filter((entry) => !known.has(entry));
  if (wanted.length === 0) return;
  const child = spawnSync(process.execPath, [join(import.meta.dirname, "bundle/build-child.ts")], {
    input: JSON.stringify(wanted),
    encoding: "utf8",
    maxBuffer: 100 * 1024 * 1024,
  });
  if (child.error !== undefined) throw child.error;
  if (child.status !== 0) throw new Error(`cannot bundle ${wanted.join(", ")}:\n${child.stderr.trim()}`);
  const bundles = JSON.parse(child.stdout) as Bundle[];
  for (const [place, bundle] of bundles.entries()) known.set(wanted[place] ?? "", bundle);
}

function tooLarge(entry: string, bytes: number, { largest }: Bundle, files: Record<string, string>): string {
  const extra = Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.byteLength(content) }));
  const most = [...extra, ...largest].sort((one, other) => other.bytes - one.bytes).slice(0, 12);
  return [
    `${entry}: the function takes ${bytes} bytes, more than ${LARGEST}; its start would be slow. What takes the most:`,
    ...most.map((input) => `${String(input.bytes).padStart(9)}  ${input.name}`),
    "Import less, or import it where it is needed with `await import()`; lib/infra/bundle/instead.ts lists packages that are left out.",
  ].join("\n");
}

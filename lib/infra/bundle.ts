import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bundle } from "./bundle/build.ts";

/** Bytes of a function's code: what a new container reads and compiles before it can answer. */
export const LARGEST = 450 * 1024;

/** By entry file. A process bundles each function once, however many stages and stacks it makes. */
const known = new Map<string, Bundle>();

/**
 * Writes one function's folder: `index.mjs` with all that it imports, and the given files by name. The same input gives
 * the same bytes.
 * @param entry the TypeScript file that exports `handler`
 * @param outDir is emptied first
 * @returns the folder, and the bytes of its code
 * @throws Error when something cannot be resolved, or when the code would be larger than {@link LARGEST}
 */
export function bundleFunction(given: { entry: string; outDir: string; files?: Record<string, string> }): {
  path: string;
  bytes: number;
} {
  const { entry, outDir, files } = given;
  const bundle = bundleOf(entry);
  const bytes = Buffer.byteLength(bundle.code);
  if (bytes > LARGEST) throw new Error(tooLarge(entry, bytes, bundle));
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  for (const [name, content] of Object.entries({ ...files, "index.mjs": bundle.code })) {
    writeFileSync(join(outDir, name), content);
  }
  return { path: outDir, bytes };
}

/** Bundles several functions at once, so that {@link bundleFunction} has only to write them: much sooner than one by one. */
export function bundleAhead(entries: readonly string[]): void {
  const wanted = [...new Set(entries.map((entry) => resolve(entry)))].filter((entry) => !known.has(entry));
  if (wanted.length === 0) return;
  // Constructs of the CDK cannot wait for a promise, and esbuild knows plugins only where it gives one.
  const { error, status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL("./bundle/build-child.ts", import.meta.url))],
    { input: JSON.stringify(wanted), encoding: "utf8", maxBuffer: 100 * 1024 * 1024 },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`cannot bundle ${wanted.join(", ")}:\n${stderr.trim()}`);
  for (const [place, bundle] of (JSON.parse(stdout) as Bundle[]).entries()) known.set(wanted[place] ?? "", bundle);
}

function bundleOf(entry: string): Bundle {
  bundleAhead([entry]);
  const bundle = known.get(resolve(entry));
  if (bundle === undefined) throw new Error(`${entry} was not bundled`);
  return bundle;
}

function tooLarge(entry: string, bytes: number, { largest }: Bundle): string {
  return [
    `${entry}: the function takes ${bytes} bytes, more than ${LARGEST}, and would be slow to start. What takes the most:`,
    ...largest.slice(0, 12).map((input) => `${String(input.bytes).padStart(9)}  ${input.name}`),
    "Import less of these; lib/infra/bundle/instead.ts says what is left out already.",
  ].join("\n");
}

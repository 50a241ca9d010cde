import { json } from "node:stream/consumers";
import { buildBundle } from "./build.ts";

/** Reads the names of entry files, as JSON, and writes their bundles by these names. */
const entries = (await json(process.stdin)) as string[];
try {
  const bundles = await Promise.all(entries.map(async (entry) => [entry, await buildBundle(entry)] as const));
  process.stdout.write(JSON.stringify(Object.fromEntries(bundles)));
} catch (error) {
  // The message names file, line and what is wrong; where in esbuild that was noticed helps nobody.
  process.stderr.write((error as Error).message);
  process.exitCode = 1;
}

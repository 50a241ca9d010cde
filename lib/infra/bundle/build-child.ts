import { json } from "node:stream/consumers";
import { buildBundles } from "./build.ts";

/** Reads the names of entry files, as JSON, and writes their bundles in this order. */
try {
  process.stdout.write(JSON.stringify(await buildBundles((await json(process.stdin)) as string[])));
} catch (error) {
  // The message names file, line and what is wrong; where in esbuild that was noticed helps nobody.
  process.stderr.write((error as Error).message);
  process.exitCode = 1;
}

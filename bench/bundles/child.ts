import { createRequire } from "node:module";

/** Loads the bundle named on the command line as Lambda would, and prints the milliseconds it took. */
const [path = ""] = process.argv.slice(2);
const require = createRequire(path);
const began = performance.now();
const { handler } = path.endsWith(".mjs") ? await import(path) : require(path);
const took = performance.now() - began;
if (typeof handler !== "function") throw new Error(`${path} has no handler`);
process.stdout.write(String(took));

import { json } from "node:stream/consumers";
import { buildBundle } from "./build.ts";

/** Reads entry files from its input, writes their bundles: constructs of the CDK cannot wait for a promise. */
const entries = (await json(process.stdin)) as string[];
const bundles = await Promise.all(entries.map(buildBundle));
process.stdout.write(JSON.stringify(bundles));

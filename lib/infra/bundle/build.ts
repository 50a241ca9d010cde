import { join, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import { INSTEAD } from "./instead.ts";
import { lean } from "./lean.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
/** Nothing is written: the folder only tells the results apart. */
const NOWHERE = join(ROOT, "bundles");

export interface Bundle {
  /** The one file of a function: an ES module with all that it imports, the AWS SDK too. */
  code: string;
  /** What takes the most bytes, largest first: packages as one, files of ours each. */
  largest: { name: string; bytes: number }[];
}

/**
 * Bundles functions side by side, so that what they share is read once.
 * @param entries TypeScript files that export `handler`
 * @returns in the same order
 */
export async function buildBundles(entries: readonly string[]): Promise<Bundle[]> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: entries.map((entry, place) => ({ in: resolve(entry), out: String(place) })),
    outdir: NOWHERE,
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // Modules of the modern kind first: what is not used falls away.
    mainFields: ["module", "main"],
    legalComments: "none",
    alias: INSTEAD,
    plugins: [lean],
    nodePaths: [join(ROOT, "node_modules")],
    metafile: true,
    logLevel: "silent",
  });
  const codes = new Map(outputFiles.map(({ path, text }) => [path, text]));
  return entries.map((_, place) => ({
    code: codes.get(join(NOWHERE, `${place}.js`)) ?? "",
    largest: largestOf(metafile.outputs[`bundles/${place}.js`]),
  }));
}

function largestOf(output: Metafile["outputs"][string] | undefined): Bundle["largest"] {
  const bytes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  return [...bytes].map(([name, size]) => ({ name, bytes: size })).sort((one, other) => other.bytes - one.bytes);
}

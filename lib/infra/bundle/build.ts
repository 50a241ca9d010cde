import { join, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import { INSTEAD } from "./instead.ts";
import { lean } from "./lean.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
/** Nothing is written: an absolute folder only gives the files their names. */
const NOWHERE = join(ROOT, "bundle");

export interface Bundle {
  /** By file name: `index.mjs`, and pieces that it loads when it needs them. */
  files: Record<string, string>;
  /** What takes the most bytes, largest first. */
  largest: { name: string; bytes: number }[];
}

/** Bundles one function's code with all that it imports, the AWS SDK too. */
export async function buildBundle(entry: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [{ in: resolve(entry), out: "index" }],
    outdir: NOWHERE,
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // Modules of the modern kind first: what is not used falls away.
    mainFields: ["module", "main"],
    outExtension: { ".js": ".mjs" },
    chunkNames: "piece-[hash]",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    alias: INSTEAD,
    plugins: [lean],
    nodePaths: [join(ROOT, "node_modules")],
    metafile: true,
    logLevel: "silent",
  });
  const files = outputFiles
    .map((file): [string, string] => [file.path.slice(NOWHERE.length + 1), file.text])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return { files: Object.fromEntries(files), largest: largestOf(metafile) };
}

/** Packages as one, files of ours each. */
function largestOf({ outputs }: Metafile): Bundle["largest"] {
  const bytes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
      bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...bytes].map(([name, size]) => ({ name, bytes: size })).sort((one, other) => other.bytes - one.bytes);
}

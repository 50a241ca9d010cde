import { join, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import { INSTEAD } from "./instead.ts";
import { lean } from "./lean.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

export interface Bundle {
  /** The one file of a function: an ES module with all that it imports, the AWS SDK too. */
  code: string;
  /** What takes the most bytes, largest first: packages as one, files of ours each. */
  largest: { name: string; bytes: number }[];
}

/** @param entry the TypeScript file that exports `handler` */
export async function buildBundle(entry: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [resolve(entry)],
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // Modules of the modern kind first: what is not used falls away.
    mainFields: ["module", "main"],
    charset: "utf8",
    legalComments: "none",
    alias: INSTEAD,
    plugins: [lean],
    nodePaths: [join(ROOT, "node_modules")],
    metafile: true,
    logLevel: "silent",
  });
  return { code: outputFiles[0]?.text ?? "", largest: largestOf(metafile) };
}

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

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleAhead, bundleFunction } from "../lib/infra/bundle.ts";
import { bundleByDefault } from "./bundles/default.ts";

/** Of one function; times are medians of the rounds, in milliseconds, without the start of Node itself. */
export interface BundleFigures {
  name: string;
  /** Of our bundle, the AWS SDK included. */
  bytes: number;
  ours: number;
  /** As the CDK bundles unless told otherwise. */
  byDefault: number;
  /** ours / byDefault. */
  ratio: number;
}

const ROOT = resolve(import.meta.dirname, "..");
const FUNCTIONS = join(ROOT, "functions");
const CHILD = fileURLToPath(new URL("./bundles/child.ts", import.meta.url));
const ROUNDS = 9;

/** How long a new container loads each function's code, next to the default bundle of the same code. Takes a minute. */
export function benchBundles(): BundleFigures[] {
  const folder = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  try {
    const names = readdirSync(FUNCTIONS).map((file) => file.replace(/\.ts$/, ""));
    bundleAhead(names.map(entryOf));
    return names.map((name) => measure(name, join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const entryOf = (name: string) => join(FUNCTIONS, `${name}.ts`);

function measure(name: string, folder: string): BundleFigures {
  const { path, bytes } = bundleFunction({ entry: entryOf(name), outDir: join(folder, "ours") });
  const files = { ours: join(path, "index.mjs"), byDefault: bundleByDefault(entryOf(name), join(folder, "default")) };
  const took = { ours: [] as number[], byDefault: [] as number[] };
  // Once unmeasured, so that the disk's cache is warm for both.
  load(files.ours);
  load(files.byDefault);
  for (let round = 0; round < ROUNDS; round += 1) {
    took.ours.push(load(files.ours));
    took.byDefault.push(load(files.byDefault));
  }
  const [ours, byDefault] = [median(took.ours), median(took.byDefault)];
  return { name, bytes, ours, byDefault, ratio: ours / byDefault };
}

/** Milliseconds, in a process of its own. Lambda gives its SDK to functions by NODE_PATH, too. */
function load(file: string): number {
  const env = { NODE_PATH: join(ROOT, "node_modules"), AWS_REGION: "eu-central-1" };
  return Number(execFileSync(process.execPath, [CHILD, file], { env, encoding: "utf8" }));
}

function median(figures: number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** As lines of words, for people. */
export function describeBundles(figures: readonly BundleFigures[]): string[] {
  const line = (name: string, ...cells: string[]) => name.padEnd(10) + cells.map((cell) => cell.padStart(12)).join("");
  return [
    line("function", "bytes", "ours ms", "default ms", "ratio"),
    ...figures.map(({ name, bytes, ours, byDefault, ratio }) =>
      line(name, String(bytes), ours.toFixed(1), byDefault.toFixed(1), ratio.toFixed(2)),
    ),
  ];
}

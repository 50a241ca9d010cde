import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadProject } from "../lib/project/load.ts";
import { FOLDER, type Measured, type Rendering } from "./simulation/measure.ts";
import { benchPromises, type PromiseFigures } from "./simulation/promises.ts";

export interface SimulationFigures {
  /** By size, with the shop's templates and with fixed words, each in a process of its own. */
  runs: Measured[];
  /** The five-message series without reactions, and what its promises cost. */
  series: PromiseFigures;
}

const SIZES = [1_000, 10_000, 100_000];
const RENDERINGS: readonly Rendering[] = ["real", "fixed"];

/** Measures whole simulations of the library campaigns over made-up shops of these sizes. Takes minutes. */
export async function benchSimulation(sizes: readonly number[]): Promise<SimulationFigures> {
  const runs: Measured[] = [];
  for (const rendering of RENDERINGS) for (const size of sizes) runs.push(await inOwnProcess(size, rendering));
  const { shop } = await loadProject(FOLDER);
  if (shop === undefined) throw new Error(`${FOLDER} has no shop.json without faults; run regulars validate`);
  return { runs, series: await benchPromises(shop) };
}

async function inOwnProcess(customers: number, rendering: Rendering): Promise<Measured> {
  const child = join(import.meta.dirname, "simulation", "child.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [child, String(customers), rendering]);
  return JSON.parse(stdout) as Measured;
}

/** As lines of words, for people. */
export function describeSimulation({ runs, series }: SimulationFigures): string[] {
  const rows = runs.map((run, index) => {
    const { customers, orders, journeys, transitions, rendering, seconds, cpuSeconds, mebibytes } = run;
    const smaller = runs[index - 1]?.rendering === rendering ? runs[index - 1] : undefined;
    // 1.00: twice the transitions take twice the time.
    const growth =
      smaller === undefined ? "" : (cpuSeconds / smaller.cpuSeconds / (transitions / smaller.transitions)).toFixed(2);
    return [
      rendering,
      customers,
      orders,
      journeys,
      transitions,
      seconds.toFixed(1),
      cpuSeconds.toFixed(1),
      Math.round(run.journeysPerSecond),
      Math.round(run.transitionsPerSecond),
      Math.round(transitions / cpuSeconds),
      growth,
      Math.round(mebibytes),
    ].map(String);
  });
  return [
    ...aligned([HEADS, ...rows]),
    "",
    `five messages, nobody reacts: ${Math.round(series.transitionsPerSecond)} transitions/s`,
    `  without claims (a crash could send twice): ${series.withoutClaims.toFixed(2)} times as fast`,
    `  without event markers (a replay would count twice): ${series.withoutMarkers.toFixed(2)} times as fast`,
  ];
}

const HEADS = [
  "templates",
  "customers",
  "orders",
  "journeys",
  "transitions",
  "seconds",
  "cpu s",
  "journeys/s",
  "transitions/s",
  "per cpu s",
  "growth",
  "MiB",
];

function aligned(rows: readonly string[][]): string[] {
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "));
}

/** Numbers of customers from the command line; the usual ones when there are none. */
export function readSizes(words: readonly string[]): readonly number[] {
  const sizes = words.map(Number);
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 1)) {
    throw new Error("give numbers of customers, such as: npm run bench -- 1000 10000");
  }
  return sizes.length === 0 ? SIZES : sizes;
}

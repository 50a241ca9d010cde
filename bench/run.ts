import { benchBundles, describeBundles } from "./bundles.ts";
import { benchInterpreter, describeInterpreter } from "./interpreter.ts";
import { benchSimulation, describeSimulation, readSizes } from "./simulation.ts";
import { benchSynth, describeSynth } from "./synth.ts";

/** `npm run bench`: everything, in minutes. `npm run bench -- 1000 10000` takes other sizes of shops. */
const sizes = readSizes(process.argv.slice(2));
for (const line of describeBundles(benchBundles())) console.log(line);
console.log("");
for (const line of describeSynth(benchSynth())) console.log(line);
console.log("");
for (const line of describeInterpreter(await benchInterpreter())) console.log(line);
console.log("");
for (const line of describeSimulation(await benchSimulation(sizes))) console.log(line);

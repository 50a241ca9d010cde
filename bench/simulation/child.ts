import { setFlagsFromString } from "node:v8";
import { measure } from "./measure.ts";

// V8 lets its heap grow to several times what lives in it; a simulation keeps much alive, and is to leave room for others.
setFlagsFromString("--heap-growing-percent=25");
// Its young generation, too: without growth it takes 90 MiB less, and no more time.
setFlagsFromString("--semi-space-growth-factor=1");

/** One run in a process of its own, so that its memory can be told: customers and rendering in, JSON out. */
const [customers, rendering] = process.argv.slice(2);
console.log(JSON.stringify(await measure(Number(customers), rendering === "fixed" ? "fixed" : "real")));

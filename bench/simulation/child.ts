import { measure } from "./measure.ts";

/** One run in a process of its own, so that its memory can be told: customers and rendering in, JSON out. */
const [customers, rendering] = process.argv.slice(2);
console.log(JSON.stringify(await measure(Number(customers), rendering === "fixed" ? "fixed" : "real")));

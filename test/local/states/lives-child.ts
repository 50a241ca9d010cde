import { given, live } from "./lives.ts";
import { START } from "./rig.ts";

/** A process to be killed: lives on the given file, for so many people, and writes a dot for every 200 states entered. */
const [path = "", people = ""] = process.argv.slice(2);
let entered = 0;
await live(given(path), START, new Set(), {
  people: Number(people),
  onTransition() {
    entered += 1;
    if (entered % 200 === 0) process.stdout.write(".");
  },
});

import { type Fault, say } from "../../../lib/campaign/faults.ts";
import type { Needs } from "../../../lib/project/library.ts";
import { printYours, type Yours } from "./yours.ts";

interface Made {
  id: string;
  files: readonly string[];
  same: readonly string[];
  needs: Needs;
  /** What shop.json does not say yet. */
  missing: object;
  /** Campaigns of the library that keep what this one promises, and no campaign of the folder does. */
  beside: readonly string[];
  /** What the shop changes in a shop.json that was made. */
  yours?: Yours;
  faults: readonly Fault[];
}

/** What was copied, and what is left to do. `call`: how the command line is called. */
export function printMade(made: Made, startsOn: string, call: string): string {
  const { id, files, same, needs, missing, beside, yours, faults } = made;
  return [
    ...folded(files).map((file) => `wrote  ${file}`),
    ...folded(same).map((file) => `same   ${file}`),
    "",
    ...sends(startsOn, needs),
    ...(yours === undefined ? [] : printYours(yours)),
    ...(Object.keys(missing).length === 0
      ? []
      : ["Add to shop.json, or run this again with --write-shop:", "", JSON.stringify(missing, null, 2), ""]),
    ...beside.flatMap((other) => [
      `It needs ${other} beside it, which keeps what it promises for friends: ${call} new ${other} --write-shop`,
      "",
    ]),
    ...(faults.length === 0
      ? [`ok     the folder is right; next: ${call} diagram ${id} --text`]
      : [
          ...faults.map((fault) => say(fault).replaceAll("npx regulars", call)),
          "",
          `${faults.length === 1 ? "1 fault." : `${faults.length} faults.`}`,
        ]),
  ].join("\n");
}

function sends(startsOn: string, { events }: Needs): string[] {
  const own = events.length === 0 ? [] : [`Your shop sends: ${events.join(", ")} (docs/events.md).`];
  return [`It starts on ${startsOn}.`, ...own, ""];
}

/** Files of a template are one line: its folder, and how many they are. */
function folded(files: readonly string[]): string[] {
  const folders = new Map<string, number>();
  for (const file of files) {
    const folder = /^(templates\/[^/]+|schema)\//.exec(file)?.[0];
    const name = folder ?? file;
    folders.set(name, (folders.get(name) ?? 0) + 1);
  }
  return [...folders].map(([name, n]) => (name.endsWith("/") ? `${name} (${n} file${n === 1 ? "" : "s"})` : name));
}

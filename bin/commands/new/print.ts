import { type Fault, say } from "../../../lib/campaign/faults.ts";
import type { Needs } from "../../../lib/project/library.ts";

interface Made {
  id: string;
  files: readonly string[];
  same: readonly string[];
  needs: Needs;
  /** What shop.json does not say yet. */
  missing: object;
  faults: readonly Fault[];
}

/** What was copied, and what is left to do. */
export function printMade({ id, files, same, needs, missing, faults }: Made, startsOn: string): string {
  return [
    ...folded(files).map((file) => `wrote  ${file}`),
    ...folded(same).map((file) => `same   ${file}`),
    "",
    ...sends(startsOn, needs),
    ...(Object.keys(missing).length === 0
      ? []
      : ["Add to shop.json, or run this again with --write-shop:", "", JSON.stringify(missing, null, 2), ""]),
    ...(faults.length === 0
      ? [`ok     the folder is right; next: npx regulars diagram ${id} --text`]
      : [...faults.map(say), "", `${faults.length === 1 ? "1 fault." : `${faults.length} faults.`}`]),
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

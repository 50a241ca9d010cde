import { readdir, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import { unreadable } from "./files.ts";

interface Entry {
  name: string;
  kind: "file" | "folder" | "other";
}

/**
 * What lies in a folder, by name, so that everything that follows is in the same order on every machine. Links are followed,
 * hidden files passed over. A folder that is not there is empty; what cannot be looked at is a fault. `shown` is how its
 * author calls the folder.
 */
export async function listFolder(folder: string, shown: string): Promise<{ entries: Entry[]; faults: Fault[] }> {
  const entries: Entry[] = [];
  const faults: Fault[] = [];
  for (const name of await readdir(folder).catch((error: unknown) => namesWithout(error, shown, faults))) {
    if (name.startsWith(".")) continue;
    try {
      const found = await stat(join(folder, name));
      entries.push({ name, kind: found.isFile() ? "file" : found.isDirectory() ? "folder" : "other" });
    } catch (error) {
      faults.push(lookedAt(error, posix.join(shown, name)));
    }
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { entries, faults };
}

function namesWithout(error: unknown, shown: string, faults: Fault[]): string[] {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") faults.push(unreadable(error, shown));
  return [];
}

/** A name that is listed and yet not there is a link's. */
function lookedAt(error: unknown, file: string): Fault {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") return unreadable(error, file);
  return { file, path: "", what: "this link leads to nothing", fix: "put the file itself in its place" };
}

import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import { nameSchema } from "../campaign/steps.ts";
import type { TemplateSource } from "../email/template.ts";

/**
 * Reads the folder of templates. `shown` is how its author calls it, in faults. Folders whose names begin with _ hold
 * files to include; hidden files are passed over. A folder that is not there has no templates.
 */
export async function readTemplates(
  folder: string,
  shown = "templates",
): Promise<{ sources: TemplateSource[]; faults: Fault[] }> {
  const faults: Fault[] = [];
  const folders: string[] = [];
  const shared: Record<string, string> = {};

  for (const entry of await entriesOf(folder)) {
    const file = posix.join(shown, entry.name);
    if (!entry.isDirectory()) {
      if (entry.name.endsWith(".md")) continue;
      faults.push({ file, path: "", what: "this file is in no template's folder", fix: "move it into one" });
    } else if (entry.name.startsWith("_")) {
      for (const [name, text] of Object.entries(await filesOf(join(folder, entry.name)))) {
        shared[posix.join(entry.name, name)] = text;
      }
    } else {
      const name = nameSchema.safeParse(entry.name);
      if (name.success) folders.push(name.data);
      else
        faults.push({
          file,
          path: "",
          what: name.error.issues[0]?.message ?? "this is not a name",
          fix: "rename the folder",
        });
    }
  }

  const sources: TemplateSource[] = [];
  for (const name of folders) {
    const files = await filesOf(join(folder, name));
    sources.push({ name, folder: posix.join(shown, name), files, shared });
  }
  return { sources, faults };
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await entriesOf(folder)) {
    if (entry.isFile()) files[entry.name] = await readFile(join(folder, entry.name), "utf8");
  }
  return files;
}

/** By name, so that everything that follows is in the same order on every machine. */
async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

import { join, posix } from "node:path";
import type { Fault } from "../campaign/faults.ts";
import { nameSchema } from "../campaign/steps.ts";
import type { TemplateSource } from "../email/template.ts";
import { readText } from "./files.ts";
import { listFolder } from "./folder.ts";

interface ReadTemplates {
  /** Templates all of whose files were read. */
  sources: TemplateSource[];
  /** Names of all template folders. */
  names: string[];
  faults: Fault[];
}

/**
 * Reads the folder of templates. `shown` is how its author calls it, in faults. Folders whose names begin with _ hold
 * files to include; hidden files are passed over. A folder that is not there has no templates.
 */
export async function readTemplates(folder: string, shown = "templates"): Promise<ReadTemplates> {
  const { entries, faults } = await listFolder(folder, shown);
  const names: string[] = [];
  const shared: Record<string, string> = {};

  for (const { name, kind } of entries) {
    const file = posix.join(shown, name);
    if (kind !== "folder") {
      if (name.endsWith(".md")) continue;
      faults.push({ file, path: "", what: "this file is in no template's folder", fix: "move it into one" });
    } else if (name.startsWith("_")) {
      const read = await filesOf(join(folder, name), file);
      faults.push(...read.faults);
      for (const [inside, text] of Object.entries(read.files)) shared[posix.join(name, inside)] = text;
    } else {
      const { success, error } = nameSchema.safeParse(name);
      if (success) names.push(name);
      else {
        const what = error.issues[0]?.message ?? "this is not a name";
        faults.push({ file, path: "", what, fix: "rename the folder" });
      }
    }
  }

  const sources: TemplateSource[] = [];
  for (const name of names) {
    const inside = posix.join(shown, name);
    const read = await filesOf(join(folder, name), inside);
    faults.push(...read.faults);
    // Without all of its files, a template would only be blamed for what was not read.
    if (read.faults.length === 0) sources.push({ name, folder: inside, files: read.files, shared });
  }
  return { sources, names, faults };
}

async function filesOf(folder: string, shown: string): Promise<{ files: Record<string, string>; faults: Fault[] }> {
  const { entries, faults } = await listFolder(folder, shown);
  const files: Record<string, string> = {};
  for (const { name, kind } of entries) {
    const file = posix.join(shown, name);
    if (kind !== "file") {
      const what = kind === "folder" ? "templates have no folders within" : "this is neither a file nor a folder";
      faults.push({ file, path: "", what, fix: "put the files themselves beside the template's others" });
      continue;
    }
    const read = await readText(join(folder, name), file);
    if (read === undefined) continue;
    if ("fault" in read) faults.push(read.fault);
    else files[name] = read.text;
  }
  return { files, faults };
}

import { stat } from "node:fs/promises";
import type { Command } from "commander";
import type { Shop } from "../../lib/campaign/shop.ts";
import { loadProject, type Project } from "../../lib/project/load.ts";
import { faulty, Refused, unknown } from "./refused.ts";

/** Options of the program itself, which every command has. */
export interface Common {
  project: string;
  json?: true;
}

export function commonOptions(command: Command): Common {
  return command.optsWithGlobals<Common>();
}

/** A project whose shop is known; faults elsewhere may remain. */
export type LoadedProject = Project & { shop: Shop };

/** Loads the shop's folder, whatever its faults. */
export async function loadAny({ project }: Common): Promise<Project> {
  const found = await stat(project).catch(() => undefined);
  if (found?.isDirectory()) return loadProject(project);
  const what = found === undefined ? "there is no such folder" : "this is a file, not a folder";
  throw new Refused(`--project ${project}: ${what}; name the folder that has shop.json in it`);
}

/** Loads the shop's folder. Faults of files that the command does not need are not in its way. */
export async function load(common: Common): Promise<LoadedProject> {
  const loaded = await loadAny(common);
  if (loaded.shop === undefined) throw faulty(loaded.faults.filter(({ file }) => file === "shop.json"));
  return loaded as LoadedProject;
}

/** The campaign of this id; its faults, when its file has some; else what there is. */
export function pickCampaign(project: Project, id: string): Project["campaigns"][number] {
  const found = project.campaigns.find(({ campaign }) => campaign.id === id);
  if (found !== undefined) return found;
  const faults = project.faults.filter(({ file }) => file === `campaigns/${id}.json`);
  if (faults.length > 0) throw faulty(faults);
  // One that has faults may be meant all the same.
  const faulted = project.faults.flatMap(({ file }) => /^campaigns\/([^/]+)\.json$/.exec(file)?.[1] ?? []);
  const known = [...project.campaigns.map(({ campaign }) => campaign.id), ...faulted];
  throw unknown("campaign", id, [...new Set(known)].sort());
}

import type { Command } from "commander";
import { type Fault, say } from "../../lib/campaign/faults.ts";
import { suggest } from "../../lib/campaign/reading/suggest.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import { loadProject, type Project } from "../../lib/project/load.ts";

export const EXIT = { done: 0, faults: 1, usage: 2, internal: 3 } as const;

/** Says why nothing was done, and ends with an exit code. */
export class Refused extends Error {
  override name = "Refused";
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Options of the program itself, which every command has. */
export interface Common {
  project: string;
  json?: true;
}

export function commonOptions(command: Command): Common {
  return command.optsWithGlobals<Common>();
}

export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** A project whose shop is known; faults elsewhere may remain. */
export type LoadedProject = Project & { shop: Shop };

/** Loads the shop's folder. Faults of files that the command does not need are not in its way. */
export async function load({ project }: Common): Promise<LoadedProject> {
  const loaded = await loadProject(project);
  if (loaded.shop === undefined) throw faulty(loaded.faults.filter(({ file }) => file === "shop.json"));
  return loaded as LoadedProject;
}

export function faulty(faults: readonly Fault[]): Refused {
  return new Refused(faults.map(say).join("\n"), EXIT.faults);
}

/** The campaign of this id; its faults, when its file has some; else what there is. */
export function pickCampaign(project: Project, id: string): Project["campaigns"][number] {
  const found = project.campaigns.find(({ campaign }) => campaign.id === id);
  if (found !== undefined) return found;
  const faults = project.faults.filter(({ file }) => file === `campaigns/${id}.json`);
  if (faults.length > 0) throw faulty(faults);
  throw unknown(
    "campaign",
    id,
    project.campaigns.map(({ campaign }) => campaign.id),
  );
}

export function unknown(what: string, name: string, known: readonly string[]): Refused {
  const meant = suggest(name, known);
  const hint = meant === undefined ? `there are: ${known.join(", ") || "none"}` : `did you mean "${meant}"?`;
  return new Refused(`no ${what} "${name}"; ${hint}`);
}

import { outline } from "../../../lib/compiler/outline.ts";
import { loadProject } from "../../../lib/project/load.ts";

/** The marketer's words for a campaign. */
export interface Labels {
  name: string;
  /** Step key -> the step in words, in the order of the file. */
  steps: ReadonlyMap<string, string>;
}

/** Campaign -> its words, as far as the folder has them: without a shop, or with faults, keys must do. */
export async function labelsOf(folder: string): Promise<Map<string, Labels>> {
  const project = await loadProject(folder).catch(() => undefined);
  return new Map(
    (project?.campaigns ?? []).map(({ campaign }) => {
      const steps = [...outline(campaign.steps).labels.values()].map(({ key, state }) => [key, state] as const);
      return [campaign.id, { name: campaign.name, steps: new Map(steps) }];
    }),
  );
}

import type { Catalog, Machine } from "../../aws/catalog.ts";

/** A campaign that is on, or was once, and all machines of it. */
export interface KnownCampaign {
  id: string;
  /** The version that new enrollments get; undefined when it is no longer on. */
  current?: string;
  /** Newest first. */
  machines: Machine[];
}

/** All campaigns of a stack by id: whatever was ever published and not tidied away. */
export async function knownCampaigns(catalog: Catalog): Promise<KnownCampaign[]> {
  const machines = await allMachines(catalog);
  const current = await catalog.current();
  const ids = new Set([...Object.keys(current), ...machines.map(({ campaign }) => campaign)]);
  return [...ids].sort().map((id) => {
    const version = current[id];
    return {
      id,
      ...(version === undefined ? {} : { current: version }),
      machines: machines
        .filter(({ campaign }) => campaign === id)
        .sort((one, other) => other.publishedAt - one.publishedAt),
    };
  });
}

async function allMachines(catalog: Catalog): Promise<Machine[]> {
  const machines: Machine[] = [];
  let after: string | undefined;
  do {
    const page = await catalog.machines(after === undefined ? {} : { after });
    machines.push(...page.machines);
    after = page.next;
  } while (after !== undefined);
  return machines;
}

import type { Item, Key, Table } from "../store/table.ts";

/** The machine of one version of a campaign. */
export interface Machine {
  campaign: string;
  version: string;
  arn: string;
  /** Epoch milliseconds. */
  publishedAt: number;
}

/** Which machines there are: a record of the State table, written by each deployment and never taken back by one. */
export interface Catalog {
  /**
   * The machine's ARN; undefined when this version was never published, or was tidied away. With `afresh` what is remembered is
   * not believed: a version that was tidied away and came back has another machine.
   */
  arnOf(campaign: string, version: string, options?: { afresh?: boolean }): Promise<string | undefined>;
  /** All machines, a page at a time; go on with `after: next`. */
  machines(options?: { after?: string; limit?: number }): Promise<{ machines: Machine[]; next?: string }>;
  /** Campaign -> the version that new enrollments get. */
  current(): Promise<Record<string, string>>;
}

const CATALOG = "catalog";
const MACHINE = "machine#";

export const catalogKeys = {
  machine: (campaign: string, version: string): Key => ({ pk: CATALOG, sk: `${MACHINE}${campaign}#${version}` }),
  current: { pk: CATALOG, sk: "current" } as Key,
};

/** A machine's ARN does not change as long as it is there, so each is read once in a container. */
export function createCatalog({ table }: { table: Pick<Table, "get" | "query"> }): Catalog {
  const known = new Map<string, string>();
  return {
    async arnOf(campaign, version, { afresh = false } = {}) {
      const key = catalogKeys.machine(campaign, version);
      const remembered = afresh ? undefined : known.get(key.sk);
      const found = remembered ?? ((await table.get(key))?.arn as string | undefined);
      if (found !== undefined) known.set(key.sk, found);
      return found;
    },
    async machines(options = {}) {
      const { items, next } = await table.query(CATALOG, { prefix: MACHINE, ...options });
      return { machines: items.map(toMachine), ...(next === undefined ? {} : { next }) };
    },
    async current() {
      return ((await table.get(catalogKeys.current))?.campaigns ?? {}) as Record<string, string>;
    },
  };
}

/** Neither a campaign's id nor a version has a `#`. */
function toMachine({ sk, arn, publishedAt }: Item): Machine {
  const [campaign = "", version = ""] = sk.slice(MACHINE.length).split("#");
  return { campaign, version, arn: arn as string, publishedAt: publishedAt as number };
}

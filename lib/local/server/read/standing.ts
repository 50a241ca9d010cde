import type { DatabaseSync } from "node:sqlite";

/** Who is where in a campaign at this moment, by the version they started with. */
export interface Standing {
  version: string;
  waiting: number;
  running: number;
  heldOut: number;
}

export interface Standings {
  of(campaign: string): Standing[];
  /** Ids of all campaigns that ever enrolled somebody. */
  campaigns(): string[];
}

/** The store keeps one item for each customer in a campaign, under this sort key. */
const LIVE = "sk >= '@in#' AND sk < '@in$'";
const VERSION = "json_extract(item, '$.version')";
const STATUS = "json_extract(item, '$.status')";

/** Counts where people are by looking, with an index that only the local server keeps; production has figures alone. */
export function createStandings(database: DatabaseSync): Standings {
  database.exec(`CREATE INDEX IF NOT EXISTS local_standing ON items (sk, ${VERSION}, ${STATUS}) WHERE ${LIVE}`);
  const select = database.prepare(`
    SELECT ${VERSION} AS version, sum(${STATUS} = 'scheduled') AS waiting, sum(${STATUS} = 'running') AS running,
           sum(${STATUS} = 'holdout') AS heldOut
    FROM items WHERE sk = ? AND ${LIVE} GROUP BY ${VERSION}`);
  const keys = database.prepare(`SELECT DISTINCT sk FROM items WHERE ${LIVE} ORDER BY sk`);
  return {
    of: (campaign) => select.all(`@in#${campaign}`) as unknown as Standing[],
    campaigns: () => keys.all().map(({ sk }) => String(sk).slice("@in#".length)),
  };
}

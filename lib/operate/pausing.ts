import type { Catalog } from "../aws/catalog.ts";
import { keys } from "../journey/keys.ts";
import { pause, resume, type Which } from "../journey/pause.ts";
import type { Core } from "../journey/ports.ts";
import type { Pause } from "../journey/records.ts";
import type { Pace } from "./pace.ts";
import { knownCampaigns } from "./status/campaigns.ts";
import { Interrupted } from "./trouble.ts";

/** Epoch milliseconds: since when everything is paused, and since when each campaign is by itself. */
export interface Paused {
  all?: number;
  /** All marketing, and why. */
  marketing?: { at: number; why: string };
  campaigns: Record<string, number>;
}

export async function readPaused({ table }: Pick<Core, "table">): Promise<Paused> {
  const {
    all,
    marketing,
    pk: _pk,
    sk: _sk,
    ...flags
  } = ((await table.get(keys.pause)) ?? {}) as Pause & { pk?: string; sk?: string };
  const campaigns = Object.entries(flags).map(
    ([name, since]) => [name.slice("campaign#".length), Number(since)] as const,
  );
  return {
    ...(all === undefined ? {} : { all }),
    ...(marketing === undefined ? {} : { marketing }),
    campaigns: Object.fromEntries(campaigns),
  };
}

/** Pauses, and answers since when it is: pausing what is paused keeps its beginning. */
export async function pauseNow(deps: Pick<Core, "table" | "now">, which: Which): Promise<number> {
  await pause(deps, which);
  const paused = await readPaused(deps);
  return sinceOf(paused, which) ?? deps.now();
}

function sinceOf({ all, marketing, campaigns }: Paused, which: Which): number | undefined {
  if (which === "all") return all;
  return which === "marketing" ? marketing?.at : campaigns[which.campaign];
}

export interface Resumed {
  /** How many were let go. */
  people: number;
  /** Cut short with Ctrl+C: running it again lets the others go. */
  isInterrupted: boolean;
  /** What is still paused. */
  paused: Paused;
}

/** Lets a campaign or all of them go on, one person at each `pace`. */
export async function resumeNow(
  deps: Pick<Core, "table" | "tokens"> & { catalog: Catalog },
  which: Which,
  pace: Pace,
  onProgress: (people: number) => void = () => {},
): Promise<Resumed> {
  const among = typeof which === "string" ? await everyCampaign(deps) : [which.campaign];
  let people = 0;
  const counted = async (): Promise<void> => {
    await pace();
    onProgress(people++);
  };
  try {
    people = await resume(deps, which, among, counted);
    return { people, isInterrupted: false, paused: await readPaused(deps) };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return { people, isInterrupted: true, paused: await readPaused(deps) };
  }
}

/** Also those that are no longer on: people may be held in them. */
async function everyCampaign(deps: Pick<Core, "table"> & { catalog: Catalog }): Promise<string[]> {
  const known = await knownCampaigns(deps.catalog);
  const { campaigns } = await readPaused(deps);
  return [...new Set([...known.map(({ id }) => id), ...Object.keys(campaigns)])];
}

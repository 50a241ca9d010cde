import type { CampaignReport } from "./campaign.ts";

/** Messages of one campaign that made room for another one of higher priority. */
export interface GaveWay {
  campaign: string;
  /** Absent: the message came again later, and which campaign it made room for is not kept. */
  to?: string;
  messages: number;
}

const WITHHELD = "gave way to ";
const DEFERRED = "gave way";

/** Most first. What was told to come back later is counted each time. */
export function gaveWayOf(campaigns: readonly Pick<CampaignReport, "id" | "messages">[]): GaveWay[] {
  const found = new Map<string, GaveWay>();
  const add = (campaign: string, to: string | undefined, messages: number): void => {
    const name = JSON.stringify([campaign, to]);
    const one = found.get(name) ?? { campaign, ...(to === undefined ? {} : { to }), messages: 0 };
    found.set(name, { ...one, messages: one.messages + messages });
  };
  for (const { id, messages } of campaigns) {
    for (const { withheld, deferred } of messages) {
      for (const [reason, n] of Object.entries(withheld))
        if (reason.startsWith(WITHHELD)) add(id, reason.slice(WITHHELD.length), n);
      if (deferred[DEFERRED] !== undefined) add(id, undefined, deferred[DEFERRED]);
    }
  }
  return [...found.values()].sort((one, other) => other.messages - one.messages);
}

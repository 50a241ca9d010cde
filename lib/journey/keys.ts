import type { Key } from "../store/table.ts";

/** The partition of a customer. */
export const partitionOf = (customer: string): string => `customer#${customer}`;
export const heldIn = (campaign: string): string => `held#${campaign}`;

export const LIVE = "@";

/** A code however somebody typed it. */
export function oneSpelling(code: string): string {
  return code.trim().toUpperCase();
}

export const keys = {
  contact: (customer: string): Key => ({ pk: partitionOf(customer), sk: "@contact" }),
  profile: (customer: string): Key => ({ pk: partitionOf(customer), sk: "@profile" }),
  enrollment: (customer: string, campaign: string): Key => ({ pk: partitionOf(customer), sk: `@in#${campaign}` }),
  past: (customer: string, campaign: string, enrollment: string): Key => ({
    pk: partitionOf(customer),
    sk: `past#${campaign}#${enrollment}`,
  }),
  send: (customer: string, enrollment: string, step: string): Key => ({
    pk: partitionOf(customer),
    sk: `send#${enrollment}#${step}`,
  }),
  /** An answer to a survey, by the event that told it. */
  answer: (customer: string, event: string): Key => ({ pk: partitionOf(customer), sk: `survey#${event}` }),
  /** The coupon that a step of a journey gave. */
  given: (customer: string, enrollment: string, step: string): Key => ({
    pk: partitionOf(customer),
    sk: `coupon#${enrollment}#${step}`,
  }),
  /** What a step of a journey told a system of the shop, or the team. */
  call: (customer: string, enrollment: string, step: string): Key => ({
    pk: partitionOf(customer),
    sk: `call#${enrollment}#${step}`,
  }),
  event: (customer: string, event: string): Key => ({ pk: partitionOf(customer), sk: `event#${event}` }),
  /** A word on consent: `at` and a digest of what was said, so that telling it again changes nothing. */
  consent: (customer: string, at: number, digest: string): Key => ({
    pk: partitionOf(customer),
    sk: `consent#${String(at).padStart(15, "0")}#${digest}`,
  }),
  /** By address, not by customer: two customers may share one. */
  address: (hash: string): Key => ({ pk: `address#${hash}`, sk: "@address" }),
  /** Whose a code is that somebody typed at the checkout. */
  code: (code: string): Key => ({ pk: `code#${oneSpelling(code)}`, sk: "@code" }),
  /** How many codes of a coupon were imported, and how many of them were given. */
  pool: (coupon: string): Key => ({ pk: `pool#${coupon}`, sk: "@pool" }),
  /** The code of a pool with this number, from 1. */
  pooled: (coupon: string, n: number): Key => ({ pk: `pool#${coupon}`, sk: `code#${String(n).padStart(9, "0")}` }),
  /** How many codes a step of a campaign has given. */
  budget: (campaign: string, step: string): Key => ({ pk: `budget#${campaign}`, sk: step }),
  /** Which campaigns are paused: one record, read with each message. */
  pause: { pk: "pause", sk: "@pause" } as Key,
  /** The complaints of the last days. */
  guard: { pk: "guard", sk: "@complaints" } as Key,
  /** How many messages of all campaigns were sent on one day, `yyyy-mm-dd`. */
  volume: (day: string): Key => ({ pk: "figures#", sk: `day#${day}` }),
  /** What was counted of a campaign on one day, `yyyy-mm-dd`. */
  figures: (campaign: string, day: string): Key => ({ pk: `figures#${campaign}`, sk: `day#${day}` }),
  /** How far the changes of one shard of the stream have been counted. */
  tally: (shard: string): Key => ({ pk: "tally", sk: shard }),
  /** How many marketing messages have gone out on one day of the warm-up, `yyyy-mm-dd`. */
  warmUp: (day: string): Key => ({ pk: "warm-up", sk: `day#${day}` }),
  /** A message that a pause holds, under its campaign, so that all are found when it goes on. */
  held: (campaign: string, enrollment: string, token: string): Key => ({
    pk: heldIn(campaign),
    sk: `held#${enrollment}#${token}`,
  }),
};

import { hash } from "node:crypto";

/** Parts are joined by a character that no id may have, so that ("a", "bc") and ("ab", "c") differ. */
function textOf(parts: readonly string[]): string {
  return parts.join("\n");
}

/** So many bytes as hexadecimal digits. A slice of the whole digest would keep that in memory as long as the id lives. */
function digest(parts: readonly string[], bytes: number): string {
  return hash("sha256", textOf(parts), "buffer").toString("hex", 0, bytes);
}

/**
 * Names an enrollment and its execution: 32 hexadecimal digits, the same for the same campaign, customer and event, so that
 * a replay names the same one. Fits Step Functions' 80 characters of `[0-9A-Za-z_-]`.
 */
export function enrollmentId(campaign: string, customer: string, event: string): string {
  return digest(["enrollment", campaign, customer, event], 16);
}

/** A number from 0 up to 1 that is the same for the same words, and spread evenly: holdouts, splits, simulated choices. */
export function share(...words: string[]): number {
  return Number.parseInt(hash("sha256", textOf(words), "hex").slice(0, 12), 16) / 2 ** 48;
}

/** Tells tokens of the same step apart; they are up to 1,024 characters long. */
export function tokenHash(token: string): string {
  return digest(["token", token], 6);
}

/** What schedules are for that watch a customer's stage, in the place of a campaign's id: no campaign has such a one. */
export const STAGE_WATCH = "@stage";

/**
 * Names the schedule that looks whether a customer has come to this stage: 32 hexadecimal digits. One name each: a schedule that
 * came due deletes itself at some moment, and would take the next one with it if that had its name.
 */
export function stageWatch(customer: string, to?: string): string {
  return digest(["stage", customer, ...(to === "lapsed" ? [to] : [])], 16);
}

import type { Address } from "../../journey/contact.ts";

const COMPLAINED = /complain|abuse|spam/i;

/** Whether its reader reported mail as spam, whoever tells so: us, SES, or a list that was imported. */
export function hasComplained({ suppressed, no }: Pick<Address, "suppressed" | "no">): boolean {
  return [suppressed?.reason, suppressed?.source, no?.source].some((words) => COMPLAINED.test(words ?? ""));
}

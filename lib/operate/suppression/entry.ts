/** What is on a list: an address that is never to be mailed, or a mailbox that said no to marketing. */
export interface Entry {
  kind: "suppressed" | "no";
  /** Of {@link Addresses}. */
  hash: string;
  /** In a word: "bounced", "complained", or the list's own. */
  reason: string;
  /** Epoch milliseconds; of one without a date, when it was read. */
  at: number;
  isDated: boolean;
  /** Where it comes from. */
  source?: string;
}

import type { Known } from "../address-book.ts";
import { csvLine } from "./cell.ts";

export interface WrittenList {
  text: string;
  suppressed: number;
  noes: number;
  /** Rows with an address that a customer has now. */
  withAddress: number;
  /** Addresses of which only messages that came back for now are known: they are not on the list. */
  onlySoft: number;
}

/** The list as a CSV file that an import takes: a row each for a suppression and a no. */
export function writeList(known: readonly Known[]): WrittenList {
  const list: WrittenList = { text: "", suppressed: 0, noes: 0, withAddress: 0, onlySoft: 0 };
  const lines = [csvLine(["address", "hash", "reason", "at", "source", "kind"])];
  for (const { hash, email = "", suppressed, no } of known) {
    const add = (reason: string, at: number, source: string, kind: string): void => {
      lines.push(csvLine([email, hash, reason, new Date(at).toISOString(), source, kind]));
      if (email !== "") list.withAddress++;
    };
    if (suppressed !== undefined) {
      add(suppressed.reason, suppressed.at, suppressed.source ?? "", "suppressed");
      list.suppressed++;
    }
    if (no !== undefined) {
      add("said no", no.at, no.source, "no");
      list.noes++;
    }
    if (suppressed === undefined && no === undefined) list.onlySoft++;
  }
  return { ...list, text: lines.join("") };
}

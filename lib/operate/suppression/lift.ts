import { keys } from "../../journey/keys.ts";
import type { Table } from "../../store/table.ts";
import { Trouble } from "../trouble.ts";
import { hasComplained } from "./complaint.ts";
import type { Found } from "./find.ts";
import type { Listed, SesList } from "./ses-list.ts";

export interface Lifted {
  /** There was a suppression of ours. */
  wasSuppressed: boolean;
  /** As SES has, or had it; undefined where SES was not asked, or does not list it. */
  ses?: Listed;
}

interface How {
  /** Without it nothing is changed. */
  go: boolean;
  /** Also where its reader complained. */
  complaint: boolean;
  /** Also on SES's list. */
  ses: boolean;
}

/**
 * Has an address mailed again: the suppression goes, and what was counted of soft bounces, which would bring it back with the next
 * one. A no of its mailbox stays. Throws {@link Trouble} for one whose reader complained, and where there is nothing to lift.
 */
export async function lift(
  { table, list }: { table: Table; list: Pick<SesList, "find" | "remove"> },
  found: Found,
  { go, complaint, ses }: How,
): Promise<Lifted> {
  const { hash, email, suppressed } = found;
  if (ses && email === undefined) {
    throw new Trouble("--ses: SES knows addresses, and this is a hash; give the address, or leave --ses out");
  }
  const listed = ses && email !== undefined ? await list.find(email) : undefined;
  if (suppressed === undefined && listed === undefined) throw nothingToLift(found, ses);
  if (!complaint && (hasComplained(found) || listed?.reason === "COMPLAINT")) {
    throw new Trouble(
      "the reader of this mailbox reported a message as spam: mail to it harms what is sent to everybody else, and it is refused; if they have asked for mail again themselves, and you can show it, add --complaint",
    );
  }
  if (go) {
    // SES first: were it left behind, the next message would be refused and suppress the address again.
    if (listed !== undefined && email !== undefined) await list.remove(email);
    if (suppressed !== undefined) await table.write({ update: keys.address(hash), remove: ["suppressed", "soft"] });
  }
  return { wasSuppressed: suppressed !== undefined, ...(listed === undefined ? {} : { ses: listed }) };
}

function nothingToLift({ no }: Found, ses: boolean): Trouble {
  if (no !== undefined) {
    return new Trouble(
      "this address is not suppressed: its mailbox said no to marketing, which nobody lifts for them; a yes of their own, later than that, does",
    );
  }
  return new Trouble(
    ses
      ? "this address is not suppressed, and SES does not list it"
      : "this address is not suppressed here; add --ses to take it off SES's list",
  );
}

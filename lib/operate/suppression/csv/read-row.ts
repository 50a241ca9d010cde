import type { Fault } from "../../../campaign/faults.ts";
import { isAddress } from "../../../campaign/parts/address.ts";
import type { Addresses } from "../../../journey/ports.ts";
import type { Entry } from "../entry.ts";
import { plainCell } from "./cell.ts";
import type { Column, Layout } from "./columns.ts";
import { readMoment } from "./moment.ts";
import { oneLine, readReason, saysUnsubscribed } from "./reason.ts";

/** What a row says; `told` is what is odd about it. None of it shows the address. */
export type ReadRow =
  | { entry: Entry; by: "address" | "hash"; isForeign: boolean; told?: RowFault }
  | { passedOver: true }
  | { fault: RowFault };

export interface RowFault extends Pick<Fault, "what" | "fix"> {
  column: Column;
  /** In the plural: what such rows have in common. */
  kind: string;
}

export interface RowContext {
  layout: Layout;
  addresses: Addresses;
  /** Rows are noes where nothing else is said. */
  isNo: boolean;
  now: number;
}

const HASH = /^[0-9a-f]{32}$/;
const KINDS: readonly string[] = ["suppressed", "no"];

/** Reads one row of a list. */
export function readRow(cells: readonly string[], context: RowContext): ReadRow {
  const { layout, now } = context;
  const cell = (column: Column): string => plainCell((cells[layout.places[column] ?? -1] ?? "").trim());
  const who = readWho(cell("address"), cell("hash").toLowerCase(), context.addresses);
  if ("fault" in who) return who;
  const reason = readReason(cell("reason"));
  const hasLeft = /^unsubscribed$/i.test(cell("consent"));
  if (layout.isMixed && !hasLeft && /^[[\]\s]*$/.test(reason)) return { passedOver: true };
  const said = cell("kind").toLowerCase();
  if (said !== "" && !KINDS.includes(said)) {
    const fix = 'write "suppressed", or "no" for a no to marketing';
    return { fault: { column: "kind", kind: "rows of an unknown kind", what: "this kind is unknown", fix } };
  }
  const kind = said === "" ? kindOf(context, reason, hasLeft) : (said as Entry["kind"]);
  const at = readMoment(cell("at"), now);
  // A file with kinds is one of ours: what is empty in it was empty.
  const source = oneLine(cell("source")) || (layout.source ?? (layout.places.kind === undefined ? "imported" : ""));
  const entry: Entry = {
    kind,
    hash: who.hash,
    reason: kind === "no" ? "said no" : reason || (layout.reason ?? "imported"),
    at: typeof at === "number" ? at : now,
    isDated: typeof at === "number",
    ...(source === "" ? {} : { source }),
  };
  const { by, isForeign } = who;
  return { entry, by, isForeign, ...(at === undefined ? { told: UNREADABLE_DATE } : {}) };
}

const UNREADABLE_DATE: RowFault = {
  column: "at",
  kind: "dates that cannot be read",
  what: "this date cannot be read or has not come yet: the line is taken as of now",
  fix: "write one such as 2026-11-30 or 2026-11-30T18:00:00Z",
};

function kindOf({ layout, isNo }: RowContext, reason: string, hasLeft: boolean): Entry["kind"] {
  if (isNo) return "no";
  if (layout.kind !== undefined) return layout.kind;
  return saysUnsubscribed(reason) || (hasLeft && /^[[\]\s]*$/.test(reason)) ? "no" : "suppressed";
}

type Who = { hash: string; by: "address" | "hash"; isForeign: boolean } | { fault: RowFault };

function readWho(address: string, hash: string, addresses: Addresses): Who {
  if (address === "") {
    if (HASH.test(hash)) return { hash, by: "hash", isForeign: false };
    const isEmpty = hash === "";
    const what = isEmpty ? "there is neither an address nor a hash" : "this is no hash of an address";
    const fix = isEmpty ? "fill it in, or take the line out" : "give 32 digits from 0 to f, as the export writes them";
    return { fault: { column: isEmpty ? "address" : "hash", kind: "rows without an address", what, fix } };
  }
  if (!isAddress(address)) {
    const what = address.includes("\uFFFD") ? "bytes that are not UTF-8 text" : "this is not an e-mail address";
    const fix = address.includes("\uFFFD")
      ? "save the file as UTF-8"
      : "write one such as ann@example.com, or take it out";
    return { fault: { column: "address", kind: "rows whose address is none", what, fix } };
  }
  const own = addresses.hash(address);
  return { hash: own, by: "address", isForeign: HASH.test(hash) && hash !== own };
}

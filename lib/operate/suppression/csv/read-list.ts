import type { Fault } from "../../../campaign/faults.ts";
import { isAddress } from "../../../campaign/parts/address.ts";
import type { Addresses } from "../../../journey/ports.ts";
import type { Entry } from "../entry.ts";
import { plainCell } from "./cell.ts";
import { HEADLESS, type Layout, readHeader } from "./columns.ts";
import { type RowFault, readRow } from "./read-row.ts";

/** A list as it was read: one entry an address and kind. */
export interface List {
  entries: Entry[];
  /** Rows under the header. */
  rows: number;
  /** Rows that could not be used. */
  refused: number;
  /** Rows of an address that another row had. */
  duplicates: number;
  /** Rows of people who are mailed, in the exports that have everybody. */
  passedOver: number;
  /** Entries whose date is not known: they count from now. */
  undated: number;
}

/** Takes rows of cells, the header too, each with its 1-based line. */
export interface ListReader {
  row(cells: string[], line: number): void;
  /** The file cannot be read on from there. */
  broken(line: number): void;
  end(): List;
}

interface About {
  addresses: Addresses;
  /** Rows are noes to marketing where the file says nothing else. */
  isNo: boolean;
  now: number;
  /** `kind` says in the plural what the faults have in common. */
  addFault(kind: string, fault: Omit<Fault, "file">): void;
}

/** Reads a list of addresses, whoever wrote it. Faults name line and column and never show what is in them. */
export function createListReader({ addresses, isNo, now, addFault }: About): ListReader {
  const entries = new Map<string, Entry>();
  const byHash: { entry: Entry; line: number }[] = [];
  const counts = { rows: 0, refused: 0, duplicates: 0, passedOver: 0 };
  let headers: readonly string[] = [];
  let layout: Layout | undefined;
  let isUnreadable = false;
  let isForeign = false;

  const tell = ({ column, kind, what, fix }: RowFault, line: number): void => {
    addFault(kind, { line, path: headers[layout?.places[column] ?? -1] ?? column, what, fix });
  };
  const take = (entry: Entry): void => {
    const name = `${entry.kind} ${entry.hash}`;
    const other = entries.get(name);
    if (other !== undefined) counts.duplicates++;
    entries.set(name, other === undefined ? entry : better(other, entry));
  };
  const begin = (cells: readonly string[], line: number): "header" | "row" => {
    if (cells.some((cell) => cell.includes("@"))) {
      layout = HEADLESS;
      if (cells.length === 1 || (cells.length === 2 && isAddress(cells[0] ?? ""))) return "row";
    } else {
      layout = readHeader(cells);
      headers = cells;
      if (layout !== undefined) return "header";
    }
    isUnreadable = true;
    addFault("file", {
      line,
      path: "",
      what: "none of the columns is known to have addresses",
      fix: 'name one "address" in the first line, or "hash" if it has hashes of addresses',
    });
    return "header";
  };

  return {
    row(raw, line) {
      if (isUnreadable) return;
      const cells = raw.map((cell) => plainCell(cell.trim()));
      if (layout === undefined && begin(cells, line) === "header") return;
      if (layout === undefined) return;
      counts.rows++;
      if (cells.slice(layout.width).some((cell) => cell !== "")) {
        counts.refused++;
        const what = `${cells.length} cells where the first line has ${headers.length || layout.width}`;
        const fix = "put quotes around cells that hold the delimiter";
        return addFault("rows with too many cells", { line, path: "", what, fix });
      }
      const read = readRow(raw, { layout, addresses, isNo, now });
      if ("passedOver" in read) counts.passedOver++;
      else if ("fault" in read) {
        counts.refused++;
        tell(read.fault, line);
      } else {
        if (read.told !== undefined) tell(read.told, line);
        isForeign ||= read.isForeign;
        if (read.by === "address") take(read.entry);
        else byHash.push({ entry: read.entry, line });
      }
    },
    broken(line) {
      const what = "a quotation mark opens in this row or after it and never closes";
      addFault("quotes", { line, path: "", what, fix: 'close it, or write a " inside a cell twice' });
    },
    end() {
      for (const { entry, line } of byHash) {
        if (isForeign) {
          counts.refused++;
          tell(FOREIGN, line);
        } else take(entry);
      }
      const all = [...entries.values()];
      return { entries: all, ...counts, undated: all.filter(({ isDated }) => !isDated).length };
    },
  };
}

const FOREIGN: RowFault = {
  column: "hash",
  kind: "hashes of another stage",
  what: "this hash was made with the key of another stage, as others in this file show",
  fix: "give the address, or import into the stage that it was exported from",
};

/** The first reason for a suppression counts, and the last no. A date is worth more than none. */
function better(one: Entry, other: Entry): Entry {
  if (one.isDated !== other.isDated) return one.isDated ? one : other;
  const isLater = other.at > one.at;
  if (one.kind === "no") return isLater ? other : one;
  return other.at < one.at ? other : one;
}

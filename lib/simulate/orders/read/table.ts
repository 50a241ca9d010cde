import { COLUMNS, type Column, type Mapping } from "../columns/columns.ts";
import { mapColumns } from "../columns/mapping.ts";
import type { FaultList } from "../fault-list.ts";
import type { Format, ImportOptions } from "../imported.ts";
import { readRows } from "./rows.ts";

/** The columns that are used, each in one list: a row is an index. Columns that are not there have no list. */
export interface Table {
  format: Format;
  mapping: Mapping;
  rows: number;
  /** 1-based line on which each row begins. */
  lines: number[];
  cells: Partial<Record<Column, string[]>>;
}

export function cell(table: Table, column: Column, row: number): string {
  return table.cells[column]?.[row] ?? "";
}

/** Values that hardly repeat; remembering them would cost more than it saves. */
const UNIQUE: ReadonlySet<Column> = new Set(["orderId"]);
const MOST_REMEMBERED = 100_000;

/** Reads the rows of a CSV file. Undefined when the columns cannot be told. */
export async function readTable(
  bytes: AsyncIterable<Uint8Array>,
  shape: { delimiter: string; fromLine: number },
  options: ImportOptions,
  faults: FaultList,
): Promise<Table | undefined> {
  let table: Table | undefined;
  let width = 0;
  let places: [list: string[], place: number, share: boolean, header: string][] = [];
  const known = new Map<string, string>();
  // The same text in many rows is kept once.
  const shared = (text: string): string => {
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size < MOST_REMEMBERED) known.set(text, text);
    return text;
  };
  const begin = (cells: string[]): void => {
    const headers = cells.map((header) => header.trim());
    const mapped = mapColumns(headers, options.columns ?? {}, faults);
    if (mapped === undefined) throw new Unmapped();
    width = headers.length;
    table = { ...mapped, rows: 0, lines: [], cells: {} };
    for (const column of COLUMNS) {
      const header = mapped.mapping[column];
      if (header === undefined) continue;
      const list: string[] = [];
      table.cells[column] = list;
      places.push([list, headers.indexOf(header), !UNIQUE.has(column), header]);
    }
  };
  try {
    await readRows(bytes, shape, {
      row(cells, line) {
        if (table === undefined) return begin(cells);
        if (!fits(cells, width, line, faults)) return;
        const unreadable = places.find(([, place]) => cells[place]?.includes("\uFFFD"));
        if (unreadable !== undefined) return notText(unreadable[3], line, faults);
        for (const [list, place, share] of places) {
          const text = (cells[place] ?? "").trim();
          list.push(share ? shared(text) : text);
        }
        table.lines.push(line);
        table.rows += 1;
      },
      broken(line) {
        const what = "a quotation mark opens in this row or after it and never closes";
        const why = "the rest of the file would be one cell";
        faults.add("quotes", { line, path: "", what, why, fix: 'close it, or write a " inside a cell twice' });
      },
    });
  } catch (error) {
    if (!(error instanceof Unmapped)) throw error;
  }
  places = [];
  return table;
}

class Unmapped extends Error {
  override name = "Unmapped";
}

function fits(cells: readonly string[], width: number, line: number, faults: FaultList): boolean {
  if (cells.length === width || (cells.length > width && cells.slice(width).every((text) => text === ""))) return true;
  const what = `${cells.length} cells under ${width} headers`;
  const fix = "put quotes around cells that hold the delimiter, or mend the row";
  faults.add("rows with too many or too few cells", { line, path: "", what, fix });
  return false;
}

function notText(header: string, line: number, faults: FaultList): void {
  const what = "bytes that are not UTF-8 text";
  faults.add("rows with bytes that are not UTF-8 text", { line, path: header, what, fix: "save the file as UTF-8" });
}

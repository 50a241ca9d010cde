import type { Fault } from "../../campaign/faults.ts";
import { plainCell } from "../suppression/csv/cell.ts";

/** A code and the line that it stands on. */
export interface ReadCode {
  code: string;
  line: number;
}

/** A list of codes as it was read, each code once. */
export interface CodeList {
  codes: ReadCode[];
  /** Rows under the header. */
  rows: number;
  /** Rows of a code that an earlier row had. */
  duplicates: number;
  /** Rows that could not be used. */
  refused: number;
}

/** Takes rows of cells, the header too, each with its 1-based line. */
export interface CodeReader {
  row(cells: string[], line: number): void;
  /** The file cannot be read on from there. */
  broken(line: number): void;
  end(): CodeList;
}

/** `kind` says in the plural what the faults have in common. */
type AddFault = (kind: string, fault: Omit<Fault, "file">) => void;

/** What a customer can type at the checkout, and an order can name: see `order.coupon`. Codes are kept in capital letters. */
const CODE = /^[A-Z0-9][A-Z0-9._-]{2,59}$/;

const HEADERS: readonly string[] = ["code", "codes", "couponcode", "discountcode", "vouchercode", "promocode"];

/**
 * Reads a list of codes: one a line, or a column named "code". Faults name the line and never the code: whoever reads a log
 * could spend it.
 */
export function createCodeReader(addFault: AddFault): CodeReader {
  const lines = new Map<string, number>();
  const counts = { rows: 0, duplicates: 0, refused: 0 };
  let column: number | undefined;
  let isUnreadable = false;

  /** Where the codes are, and whether this row says so. */
  const begin = (cells: readonly string[], line: number): "header" | "row" => {
    const named = cells.findIndex((cell) => HEADERS.includes(normalized(cell)));
    column = Math.max(named, 0);
    if (named === -1 && cells.length === 1) return "row";
    if (named === -1) {
      isUnreadable = true;
      const fix = 'name one "code" in the first line, or give one code a line';
      addFault("file", { line, path: "", what: "none of the columns is known to have codes", fix });
    }
    return "header";
  };

  return {
    row(cells, line) {
      if (isUnreadable || (column === undefined && begin(cells, line) === "header")) return;
      counts.rows++;
      const code = plainCell((cells[column ?? 0] ?? "").trim()).toUpperCase();
      if (!CODE.test(code)) {
        counts.refused++;
        const what = code === "" ? "there is no code" : "this is no code that a customer could type";
        addFault("lines without a code", { line, path: "code", what, fix: FIX });
      } else if (lines.has(code)) counts.duplicates++;
      else lines.set(code, line);
    },
    broken(line) {
      const what = "a quotation mark opens in this row or after it and never closes";
      addFault("quotes", { line, path: "", what, fix: 'close it, or write a " inside a cell twice' });
    },
    end: () => ({ codes: Array.from(lines, ([code, line]) => ({ code, line })), ...counts }),
  };
}

const FIX = "write 3 to 60 letters, digits, dots, dashes and underscores, or take the line out";

/** `Coupon code`, `coupon_code` and `COUPONCODE` are one header. */
function normalized(header: string): string {
  return header.toLowerCase().replaceAll(/[^a-z]/g, "");
}

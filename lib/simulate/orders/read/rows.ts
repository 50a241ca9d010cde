import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, type InfoRecord, parse } from "csv-parse";

/** A cell longer than this is a quote that was never closed. */
const LARGEST_ROW = 1_000_000;

export interface RowReader {
  /** Called with each row that is not empty, the header too, and the 1-based line on which it begins. Throw to stop. */
  row(cells: string[], line: number): void;
  /** Called once when the file cannot be read on: a quote without an end. */
  broken(line: number): void;
}

/** Reads delimited rows. Faulty quotes inside a row are taken as they stand. */
export async function readRows(
  bytes: AsyncIterable<Uint8Array>,
  shape: { delimiter: string; fromLine: number },
  reader: RowReader,
): Promise<void> {
  const lines = lineCounter();
  const parser = parse({
    bom: true,
    delimiter: shape.delimiter,
    from_line: shape.fromLine,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LARGEST_ROW,
    // Rows are taken here and not from the stream, which is several times faster; nothing is left for the stream.
    on_record(cells: string[], info: InfoRecord) {
      const line = lines.startOf(cells, info.lines);
      if (cells.some((cell) => cell !== "")) reader.row(cells, line);
      return null;
    },
  });
  try {
    await pipeline(Readable.from(bytes), parser.resume());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    reader.broken(lines.next());
  }
}

/** csv-parse tells the line on which a row ends, and counts a line break of Windows inside quotes as two lines. */
function lineCounter() {
  let ended = 0;
  let tooMany = 0;
  return {
    startOf(cells: readonly string[], counted: number): number {
      let inside = 0;
      if (counted - tooMany > ended + 1) {
        for (const cell of cells) {
          inside += cell.split("\n").length - 1;
          tooMany += cell.split("\r\n").length - 1;
        }
      }
      ended = counted - tooMany;
      return ended - inside;
    },
    next: () => ended + 1,
  };
}

import type { Fault } from "../../../lib/campaign/faults.ts";
import { type CodeList, createCodeReader } from "../../../lib/operate/coupons/code-list.ts";
import { faultList } from "../../../lib/simulate/orders/fault-list.ts";
import { openPieces } from "../../../lib/simulate/orders/read/pieces.ts";
import { recognize } from "../../../lib/simulate/orders/read/recognize.ts";
import { readRows } from "../../../lib/simulate/orders/read/rows.ts";

export interface CodeFile extends CodeList {
  faults: Fault[];
}

/** Reads a file of codes. `path` is for the faults. Rejects only with the error of the stream. */
export async function readCodeFile(path: string, content: AsyncIterable<Uint8Array> | string): Promise<CodeFile> {
  const faults = faultList(path);
  const reader = createCodeReader(faults.add);
  const { head, all } = await openPieces(content);
  const shape = recognize(head);
  if (shape.kind === "csv") await readRows(all, shape, reader);
  else {
    const isEmpty = head.trim() === "";
    const what = isEmpty ? "the file is empty" : shape.kind === "lines" ? "this is JSON" : shape.what;
    faults.add("file", { path: "", what, fix: 'give a CSV file in UTF-8 with one code a line, or a column "code"' });
  }
  return { ...reader.end(), faults: faults.all() };
}

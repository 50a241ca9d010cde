import type { Fault } from "../../../lib/campaign/faults.ts";
import type { Addresses } from "../../../lib/journey/ports.ts";
import { createListReader, type List } from "../../../lib/operate/suppression/csv/read-list.ts";
import { faultList } from "../../../lib/simulate/orders/fault-list.ts";
import { openPieces } from "../../../lib/simulate/orders/read/pieces.ts";
import { recognize } from "../../../lib/simulate/orders/read/recognize.ts";
import { readRows } from "../../../lib/simulate/orders/read/rows.ts";

export interface ListFile extends List {
  faults: Fault[];
}

/** Reads a list of addresses. `path` is for the faults. Rejects only with the error of the stream. */
export async function readListFile(
  path: string,
  content: AsyncIterable<Uint8Array> | string,
  about: { addresses: Addresses; isNo: boolean; now: number },
): Promise<ListFile> {
  const faults = faultList(path);
  const reader = createListReader({ ...about, addFault: faults.add });
  const { head, all } = await openPieces(content);
  const shape = recognize(head);
  if (shape.kind === "csv") await readRows(all, shape, reader);
  else {
    const what = shape.kind === "lines" ? "this is JSON" : shape.what;
    faults.add("file", { path: "", what, fix: 'give a CSV file in UTF-8 with a column "address"' });
  }
  return { ...reader.end(), faults: faults.all() };
}

import type { ShopEvent } from "../../campaign/events.ts";
import { readEvent } from "../../campaign/read-event.ts";
import type { DeclaredEvents } from "../../campaign/shop/events.ts";
import { giveAddresses } from "./build/people.ts";
import { byTime } from "./by-time.ts";
import type { FaultList } from "./fault-list.ts";
import type { Notes } from "./notes.ts";

interface LinesFile {
  path: string;
  /** What shop.json declares of events of the shop's own. */
  events: DeclaredEvents | undefined;
}

/** Reads one event a line (JSON lines), by time. Empty lines are skipped. */
export async function eventsOfLines(
  bytes: AsyncIterable<Uint8Array>,
  file: LinesFile,
  faults: FaultList,
  notes: Notes,
): Promise<ShopEvent[]> {
  const events: ShopEvent[] = [];
  let line = 0;
  for await (const text of linesOf(bytes)) {
    line += 1;
    if (text.trim() === "") continue;
    const event = readLine(text, line, file, faults);
    if (event !== undefined) events.push(event);
  }
  const order = byTime(events.map(({ at }) => Date.parse(at)));
  const sorted = Array.from(order, (index) => events[index]).filter((event) => event !== undefined);
  giveAddresses(sorted, notes);
  return sorted;
}

function readLine(text: string, line: number, { path, events }: LinesFile, faults: FaultList): ShopEvent | undefined {
  if (text.includes("\uFFFD")) {
    const what = "bytes that are not UTF-8 text";
    faults.add("lines with bytes that are not UTF-8 text", { line, path: "", what, fix: "save the file as UTF-8" });
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const what = "this line is not JSON";
    faults.add("lines that are not JSON", { line, path: "", what, fix: "write one whole event on each line" });
    return undefined;
  }
  const read = readEvent(value, path, events);
  for (const { file: _, ...fault } of read.faults) {
    faults.add(fault.path === "" ? "faulty events" : `events with a faulty ${fault.path}`, { ...fault, line });
  }
  return read.event;
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest + decoder.decode();
}

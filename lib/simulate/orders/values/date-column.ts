import type { FaultList } from "../fault-list.ts";
import type { Table } from "../read/table.ts";
import type { DateOrder } from "./dates.ts";

/** How the dates of a file are to be read, as far as only the whole column tells. */
export interface DateStyle {
  order?: DateOrder;
  midnightIsNoTime: boolean;
}

const TWO_NUMBERS = /^(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)/;
const MIDNIGHT = /[T ]0?0:00(?::00(?:[.,]0+)?)?(?: *(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?$/i;

/** Looks at all dates; undefined when they cannot be told apart, with a fault that names the option. */
export function dateStyle(table: Table, given: DateOrder | undefined, faults: FaultList): DateStyle | undefined {
  const evidence = lookAt(table.cells.date ?? []);
  const style = { midnightIsNoTime: evidence.midnightIsNoTime };
  if (given !== undefined) return { ...style, order: given };
  const { dmy, mdy, unclear } = evidence;
  if (dmy !== undefined && mdy !== undefined) {
    faults.add("mixed dates", {
      line: table.lines[Math.max(dmy, mdy)] ?? 1,
      path: table.mapping.date ?? "",
      what: `the day comes first on line ${table.lines[dmy]} and the month on line ${table.lines[mdy]}`,
      why: "then the dates between cannot be told",
      fix: "write all dates as 2025-01-31, or say --date-format dmy or mdy to leave the others out",
    });
    return undefined;
  }
  if (dmy !== undefined) return { ...style, order: "dmy" };
  if (mdy !== undefined) return { ...style, order: "mdy" };
  // Without a date that differs, either order gives the same.
  if (unclear === undefined) return { ...style, order: "dmy" };
  faults.add("unclear dates", {
    line: table.lines[unclear] ?? 1,
    path: table.mapping.date ?? "",
    what: `"${(table.cells.date?.[unclear] ?? "").slice(0, 10).trim()}" can be day first or month first`,
    why: "no date in the file has a day after the 12th",
    fix: "say --date-format dmy (day first) or --date-format mdy (month first)",
  });
  return undefined;
}

interface Evidence {
  /** The first row that shows the order, and the first that would be clear with it. */
  dmy?: number;
  mdy?: number;
  unclear?: number;
  midnightIsNoTime: boolean;
}

function lookAt(dates: readonly string[]): Evidence {
  const evidence: Evidence = { midnightIsNoTime: false };
  let midnights = 0;
  let times = 0;
  dates.forEach((date, row) => {
    if (date.includes(":")) {
      times += 1;
      if (MIDNIGHT.test(date)) midnights += 1;
    }
    const parts = TWO_NUMBERS.exec(date);
    if (parts === null) return;
    if (Number(parts[1]) > 12) evidence.dmy ??= row;
    else if (Number(parts[3]) > 12) evidence.mdy ??= row;
    // 05/05/2025 is the same either way.
    else if (parts[1] !== parts[3]) evidence.unclear ??= row;
  });
  // One order at midnight proves nothing.
  evidence.midnightIsNoTime = times > 1 && midnights === times;
  return evidence;
}

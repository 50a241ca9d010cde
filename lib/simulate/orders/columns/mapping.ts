import { didYouMean, listed } from "../../../campaign/reading/suggest.ts";
import type { FaultList } from "../fault-list.ts";
import type { Format } from "../imported.ts";
import { COLUMNS, type Column, type Mapping, normalized } from "./columns.ts";
import { guessColumns } from "./guess.ts";
import { isShopify, shopifyColumns } from "./shopify.ts";

/** Which header is which column; undefined when what is needed is not there, with faults that say what to give. */
export function mapColumns(
  headers: readonly string[],
  wanted: Mapping,
  faults: FaultList,
): { mapping: Mapping; format: Format } | undefined {
  const without = Object.keys(wanted).filter((column) => wanted[column as Column] === "") as Column[];
  const named = namedColumns(headers, wanted, faults);
  const shopify = isShopify(headers);
  const mapping = shopify ? shopifyColumns(headers, named) : guessColumns(headers, named, without);
  for (const column of without) delete mapping[column];
  const misnamed = Object.keys(named).length + without.length < Object.keys(wanted).length;
  const missing = (["customer", "date"] as Column[]).filter((column) => mapping[column] === undefined);
  if (mapping.total === undefined && (mapping.price === undefined || mapping.quantity === undefined)) {
    missing.push("total");
  }
  for (const column of missing) {
    faults.add("columns missing", {
      line: 1,
      path: column,
      what: `no header looks like the ${column} column; found ${found(headers)}`,
      why: column === "total" ? "without it, a price and a quantity are needed" : "every order has one",
      fix: isPerson(headers)
        ? "put a line with the names of the columns above the first order"
        : `say which it is: --column ${column}=${quotedForShell(headers[0] ?? "header")}`,
    });
  }
  if (missing.length > 0 || misnamed) return undefined;
  return { mapping, format: shopify ? "Shopify orders export" : "orders CSV" };
}

function namedColumns(headers: readonly string[], wanted: Mapping, faults: FaultList): Mapping {
  const named: Mapping = {};
  for (const [column, asked] of Object.entries(wanted)) {
    if (!(COLUMNS as readonly string[]).includes(column)) {
      const fix = didYouMean(column, COLUMNS, `give one of ${COLUMNS.join(", ")}`);
      faults.add("unknown columns", { path: "--column", what: `there is no column "${column}"`, fix });
      continue;
    }
    if (asked === "") continue;
    const header = headers.find((one) => one === asked) ?? headers.find((one) => normalized(one) === normalized(asked));
    if (header !== undefined) named[column as Column] = header;
    else {
      const what = `no header "${asked}" in this file; found ${found(headers)}`;
      faults.add("headers missing", {
        line: 1,
        path: `--column ${column}`,
        what,
        fix: didYouMean(asked, isPerson(headers) ? [] : headers, "give one of these headers"),
      });
    }
  }
  return named;
}

function quotedForShell(header: string): string {
  return /^[\w.-]+$/.test(header) ? header : JSON.stringify(header);
}

/** A file that begins with an order: its first line must not be told, because faults reach logs. */
function isPerson(headers: readonly string[]): boolean {
  return headers.some((header) => header.includes("@"));
}

function found(headers: readonly string[]): string {
  return isPerson(headers)
    ? "a first line with an e-mail address in it, which is no line of headers"
    : listed(headers.slice(0, 40), "and");
}

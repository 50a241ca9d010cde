/** Spreadsheets run a cell that begins so as a formula; a quote of our own would be lost when it is taken off again. */
const PROTECTED = /^[=+\-@\t\r']/;
const QUOTED = /^'[=+\-@\t\r']/;

/** The text of a cell without the quotation mark that {@link csvLine} puts before some. */
export function plainCell(text: string): string {
  return QUOTED.test(text) ? text.slice(1) : text;
}

/**
 * A line of a CSV file, with its end (RFC 4180). No spreadsheet takes a cell of it for a formula: a quotation mark before it makes
 * it text. Addresses may begin with + and -. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(protectedCell(cell))).join(",")}\r\n`;
}

function protectedCell(text: string): string {
  return PROTECTED.test(text) ? `'${text}` : text;
}

function quoted(cell: string): string {
  return /[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

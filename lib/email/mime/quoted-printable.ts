/** RFC 2045, 6.7: lines of 76 characters at most, of which one is the `=` that says that the line goes on. */
const ROOM = 75;

/** What is no printable ASCII, the mark of an escape, and white space that ends a line: mail servers may drop that. */
const ESCAPED = /[^\t !-<>-~]+|[\t ]$/g;

/** One line of a text in UTF-8, without its line break, as one or more lines. */
export function quotedPrintable(line: string): string {
  // Percent-encoding has the same bytes in the same digits, and is much sooner done than byte by byte.
  const written = line.toWellFormed().replace(ESCAPED, (found) => encodeURIComponent(found).replaceAll("%", "="));
  const lines: string[] = [];
  for (let from = 0, to = 0; to < written.length; from = to) {
    to = endOfLine(written, from);
    lines.push(written.slice(from, to));
  }
  return lines.join("=\r\n");
}

/** An escape, of three characters, stays in one line. */
function endOfLine(written: string, from: number): number {
  const end = from + ROOM;
  if (end >= written.length) return written.length;
  const mark = written.lastIndexOf("=", end - 1);
  return mark > end - 3 ? mark : end;
}

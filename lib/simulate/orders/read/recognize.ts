/** How a file is to be taken apart. */
export type Shape =
  | { kind: "csv"; delimiter: string; fromLine: number }
  | { kind: "lines" }
  | { kind: "unreadable"; what: string; fix: string };

const DELIMITERS = [",", ";", "\t", "|"];

/** Tells by its beginning what a file is; endings of names lie. */
export function recognize(head: string): Shape {
  if (head.startsWith("PK\u0003\u0004")) {
    return unreadable("this is a spreadsheet or a zip archive, not text", "save the sheet as CSV (UTF-8)");
  }
  if (head.includes("\0") || head.startsWith("\uFFFD\uFFFD")) {
    return unreadable("this is not UTF-8 text", 'save the file as CSV in UTF-8, not as "Unicode text"');
  }
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (text === "") return unreadable("the file is empty", "give a file with orders");
  if (text.startsWith("{")) return { kind: "lines" };
  if (/^\[\s*[{\]]/.test(text)) {
    return unreadable("this is a JSON array", "write one event a line, without brackets and commas around them");
  }
  // Spreadsheet programs may name the delimiter in a line of its own.
  const named = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (named !== undefined) return { kind: "csv", delimiter: named, fromLine: 2 };
  return { kind: "csv", delimiter: commonest(text), fromLine: 1 };
}

function unreadable(what: string, fix: string): Shape {
  return { kind: "unreadable", what, fix };
}

/** The delimiter that the header has most of, outside quotes. */
function commonest(text: string): string {
  const header = (/^(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0] ?? "").replaceAll(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** RFC 2045, 6.7: lines of 76 characters at most, of which one is the `=` that says that the line goes on. */
const ROOM = 75;

/** One line of a text in UTF-8, without its line break, as one or more lines. */
export function quotedPrintable(line: string): string {
  const bytes = Buffer.from(line);
  let written = "";
  let length = 0;
  for (const [place, byte] of bytes.entries()) {
    const character = isLiteral(byte, place === bytes.length - 1) ? String.fromCharCode(byte) : escaped(byte);
    if (length + character.length > ROOM) {
      written += "=\r\n";
      length = 0;
    }
    written += character;
    length += character.length;
  }
  return written;
}

function isLiteral(byte: number, isLast: boolean): boolean {
  // Mail servers may drop spaces at the end of a line.
  if (byte === 0x20 || byte === 0x09) return !isLast;
  return byte > 0x20 && byte < 0x7f && byte !== 0x3d;
}

function escaped(byte: number): string {
  return `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

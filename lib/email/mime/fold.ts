/** RFC 2047, 2, for lines with encoded-words; RFC 5322, 2.1.1 advises 78 for all. */
const FOLDED_AT = 76;
/** RFC 5322, 2.1.1, without its CRLF; SES says the same (https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html). */
const LONGEST_LINE = 998;

/** One header, folded between words where a line would become too long; a word that is longer than a line stays whole. */
export function header(name: string, words: readonly string[]): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const [place, word] of words.entries()) {
    // Some programs look for a value, such as the link of List-Unsubscribe, on the line of its name.
    if (line.length + 1 + word.length > (place === 0 ? LONGEST_LINE : FOLDED_AT)) {
      lines.push(line);
      line = "";
    }
    line += ` ${word}`;
  }
  return [...lines, line].join("\r\n");
}

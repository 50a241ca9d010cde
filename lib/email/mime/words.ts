/** RFC 2047, 2: an encoded-word has at most 75 characters, a line with one at most 76. */
const LONGEST_WORD = 75;
const LONGEST_LINE = 76;
const FRAME = "=?UTF-8?B??=".length;

/** Reads the same whether a program decodes it or not, and can be folded at each of its single spaces. */
const PLAIN = /^(?!.*=\?)[!-~]{1,60}(?: [!-~]{1,60})*$/;
/** RFC 5322, 3.2.3: what a name may consist of without quotes. */
const ATOMS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+$/;

/** A text such as a subject, as words that a header may be folded between. `taken`: characters before it on its line. */
export function textWords(text: string, taken: number): string[] {
  return PLAIN.test(text) ? text.split(" ") : encodedWords(text, taken);
}

/** The name beside an address (RFC 5322, 3.4), as words that a header may be folded between. */
export function nameWords(name: string, taken: number): string[] {
  if (!PLAIN.test(name)) return encodedWords(name, taken);
  return (ATOMS.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`).split(" ");
}

/** RFC 2047, in base64: shorter than the other encoding for every script but Latin. A character is never split between words. */
function encodedWords(text: string, taken: number): string[] {
  const words: string[] = [];
  let word = "";
  let room = bytesIn(LONGEST_LINE - taken);
  for (const character of text) {
    if (Buffer.byteLength(word + character) > room) {
      words.push(word);
      word = "";
      room = bytesIn(LONGEST_WORD);
    }
    word += character;
  }
  return [...words, word].filter((part) => part !== "").map(encodedWord);
}

function encodedWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
}

/** How many bytes fit into an encoded-word of so many characters. */
function bytesIn(characters: number): number {
  return Math.floor((Math.min(characters, LONGEST_WORD) - FRAME) / 4) * 3;
}

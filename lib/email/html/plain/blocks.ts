/**
 * Text that grows in blocks, one inside of the other. Between two blocks come as many line breaks as the greater of
 * both asks for; white space collapses as in HTML.
 */
interface Block {
  /** What is done of this block: lines that nothing changes any more. */
  text: string;
  /** The line that words are added to, and those after the last inner block. */
  line: string;
  /** Line breaks owed before whatever comes next. */
  owed: number;
  leading: number;
  /** A space stood after the last word. */
  space: boolean;
  /** White space stays as it is written. */
  verbatim: boolean;
}

const SPACE = /^[ \t\r\n\f\u200b]|[ \t\r\n\f\u200b]$/;
const WORDS = /[^ \t\r\n\f\u200b]+/g;

export interface Page {
  /**
   * Words, with their white space.
   * @param isNote they are none of the page's own: `wordsOf` does not count them
   */
  add(text: string, isNote?: boolean): void;
  /** Ends a line: two of them in a row make an empty one. */
  breakLine(): void;
  /**
   * What `fill` adds is a block.
   * @param breaks line breaks before and after it
   * @param change makes something else of its text; undefined drops an empty one without a trace
   */
  block(breaks: readonly [before: number, after: number], fill: () => void, options?: BlockOptions): void;
  /** The words that `fill` adds, one after the other without spaces. */
  wordsOf(fill: () => void): string;
  toString(): string;
}

export interface BlockOptions {
  change?: (text: string) => string | undefined;
  verbatim?: boolean;
  /** What its last inner block asks for is not asked for after it. */
  forgets?: boolean;
}

export function newPage(): Page {
  let current = newBlock(0, false);
  let heard: string | undefined;

  function add(text: string, isNote = false): void {
    if (current.verbatim) {
      current.text += text;
      return;
    }
    const words = text.match(WORDS) ?? [];
    if (text === "" || (current.owed > 0 && words.length === 0)) return;
    current.line += "\n".repeat(current.owed);
    current.owed = 0;
    for (const [place, word] of words.entries()) {
      const isApart = place > 0 || current.space || startsWithSpace(text);
      const isFirst = current.line === "" || current.line.endsWith("\n");
      current.line += isApart && !isFirst ? ` ${word}` : word;
      if (heard !== undefined && !isNote) heard += word;
    }
    current.space = (current.space && words.length === 0) || endsWithSpace(text);
  }

  return {
    add,
    breakLine() {
      if (current.verbatim) current.text += "\n";
      else current.line += "\n";
    },
    block([before, after], fill, { change = (text: string) => text, verbatim = false, forgets = false } = {}) {
      const outer = current;
      const inner = newBlock(before, verbatim || outer.verbatim);
      current = inner;
      fill();
      current = outer;
      const text = change(inner.text + inner.line);
      if (text === undefined) return;
      const written = outer.text + outer.line;
      const breaks = Math.max(outer.owed, inner.leading);
      outer.text = written === "" ? text : written + "\n".repeat(breaks) + text;
      if (written === "") outer.leading = breaks;
      outer.line = "";
      outer.owed = forgets ? after : Math.max(inner.owed, after);
    },
    wordsOf(fill) {
      const before = heard;
      heard = "";
      fill();
      const words = heard;
      heard = before === undefined ? undefined : before + words;
      return words;
    },
    toString: () => current.text + current.line,
  };
}

function newBlock(leading: number, verbatim: boolean): Block {
  return { text: "", line: "", owed: 0, leading, space: false, verbatim };
}

function startsWithSpace(text: string): boolean {
  return SPACE.test(text.slice(0, 1));
}

function endsWithSpace(text: string): boolean {
  return SPACE.test(text.slice(-1));
}

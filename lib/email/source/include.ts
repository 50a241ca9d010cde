import { posix } from "node:path";
import type { Fault } from "../../campaign/faults.ts";
import { suggest } from "../../campaign/reading/suggest.ts";
import type { TemplateSource } from "../template.ts";

/** A text made of several files, which knows where each of its lines comes from. */
export interface Expanded {
  text: string;
  /** Where line `n` (1-based) was written. */
  at(line: number): { file: string; line: number };
}

interface Line {
  text: string;
  file: string;
  line: number;
}

const INCLUDE =
  /^(?<before>.*?)<mj-include\s+path=(?<quote>["'])(?<path>.*?)\k<quote>\s*(?:\/>|>\s*<\/mj-include>)(?<after>.*)$/;
const DEEPEST = 8;

/**
 * Puts the shared files where `<mj-include path="../_theme/look.mjml" />` stands, in MJML and HTML bodies alike.
 * This is done here and not by MJML so that nothing outside of `templates/` can be read, faults in Liquid can name
 * the line they were written on, and the same text always compiles to the same mail.
 */
export function expandIncludes(source: TemplateSource, name: string): { expanded: Expanded; faults: Fault[] } {
  const faults: Fault[] = [];
  const root = posix.dirname(source.folder);

  /** `path` is relative to the folder that holds all templates. */
  function linesOf(path: string, text: string, depth: number): Line[] {
    const file = posix.join(root, path);
    return text
      .split(/\r?\n/)
      .flatMap((written, index) => expandLine({ text: written, file, line: index + 1 }, path, depth));
  }

  function expandLine(written: Line, path: string, depth: number): Line[] {
    const include = INCLUDE.exec(written.text)?.groups;
    if (include === undefined) {
      if (written.text.includes("<mj-include")) {
        fault(
          written,
          "this include cannot be read",
          'write <mj-include path="../_theme/look.mjml" /> on one line, with no other attribute',
        );
      }
      return [written];
    }
    const { before = "", after = "", path: wanted = "" } = include;
    const target = posix.normalize(posix.join(posix.dirname(path), wanted));
    const text = Object.hasOwn(source.shared, target) ? source.shared[target] : undefined;
    if (text === undefined) {
      const meant = suggest(target, Object.keys(source.shared));
      const fix =
        meant === undefined
          ? "includes find files of folders in templates/ whose names begin with _"
          : `did you mean "${posix.relative(posix.dirname(path), meant)}"?`;
      fault(written, `there is no shared file "${wanted}"`, fix);
      return [{ ...written, text: before + after }];
    }
    if (depth >= DEEPEST) {
      fault(written, `includes are nested more than ${DEEPEST} deep`, "look for a file that includes itself");
      return [{ ...written, text: before + after }];
    }
    const inner = linesOf(target, text.replace(/\n$/, ""), depth + 1);
    const [first, ...rest] = inner;
    if (first === undefined) return [{ ...written, text: before + after }];
    const lines = [{ ...first, text: before + first.text }, ...rest];
    const last = lines[lines.length - 1] ?? first;
    return [...lines.slice(0, -1), ...expandLine({ ...last, text: last.text + after }, path, depth)];
  }

  function fault(where: Line, what: string, fix: string) {
    faults.push({ file: where.file, line: where.line, path: "", what, fix });
  }

  const lines = linesOf(posix.join(source.name, name), source.files[name] ?? "", 0);
  const start = { file: posix.join(source.folder, name), line: 1 };
  const expanded: Expanded = {
    text: withoutComments(lines.map((line) => line.text).join("\n")),
    at: (line) => {
      const found = lines[Math.min(line, lines.length) - 1];
      return found === undefined ? start : { file: found.file, line: found.line };
    },
  };
  return { expanded, faults };
}

/** Comments go, their line breaks stay. Outlook reads the conditional ones. */
function withoutComments(text: string): string {
  return text.replace(/<!--(?!\[if|<!\[endif)[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ""));
}

import type { Fault } from "../../campaign/faults.ts";
import type { Expanded } from "../source/include.ts";

const ELEMENT = /<(?<end>\/?)(?<name>mj[a-z-]*)\b[^>]*?(?<empty>\/?)>/g;

/** MJML mends a missing end tag in silence, mostly not as meant; so the pairs are counted here. `text` has no Liquid. */
export function findUnpaired(text: string, written: Expanded): Fault[] {
  const open: { name: string; line: number }[] = [];
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(ELEMENT)) {
    const { end, name = "", empty } = match.groups ?? {};
    line += text.slice(counted, match.index).split("\n").length - 1;
    counted = match.index;
    if (empty === "/") continue;
    if (end !== "/") {
      open.push({ name, line });
      continue;
    }
    const last = open.pop();
    if (last?.name === name) continue;
    if (last === undefined) return [fault(written, line, `</${name}> ends nothing`, "remove it")];
    const where = written.at(last.line);
    return [
      fault(
        written,
        line,
        `</${name}> comes while <${last.name}> of ${where.file}:${where.line} is open`,
        `add </${last.name}> before it`,
      ),
    ];
  }
  const last = open.pop();
  return last === undefined ? [] : [fault(written, last.line, `<${last.name}> is never ended`, `add </${last.name}>`)];
}

function fault(written: Expanded, line: number, what: string, fix: string): Fault {
  return { ...written.at(line), path: "", what, fix };
}

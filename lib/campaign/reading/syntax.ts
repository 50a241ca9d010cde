import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

interface SyntaxFault {
  offset: number;
  what: string;
  fix: string;
}

/** After one of these the parser is out of step, and what it expects says nothing more. */
const RECOVERED = ["CommaExpected", "InvalidCommentToken"];

/** What keeps a text from being plain JSON: the first fault of each line, for one slip often sets off others beside it. */
export function syntaxFaults(text: string): SyntaxFault[] {
  if (text.trim() === "") return [{ offset: 0, what: "the file is empty", fix: "write a JSON object: { }" }];
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const found: SyntaxFault[] = [];
  let inStep = true;
  for (const error of errors) {
    const code = printParseErrorCode(error.error);
    const last = found.at(-1);
    const fault = toFault(error, text);
    if (!inStep && code.endsWith("Expected")) continue;
    if (last === undefined || text.slice(last.offset, fault.offset).includes("\n")) found.push(fault);
    if (!RECOVERED.includes(code) || fault.what.includes("closes")) inStep = false;
  }
  return found.length > 0 ? found : whatTheParserSays(text);
}

function toFault({ error, offset, length }: ParseError, text: string): SyntaxFault {
  const found = text.slice(offset, offset + Math.min(length, 40));
  const before = text.slice(0, offset).trimEnd();
  const end = before.length;
  switch (printParseErrorCode(error)) {
    case "InvalidCommentToken":
      return { offset, what: "here is a comment, which JSON does not have", fix: 'move it to a "note"' };
    case "InvalidSymbol":
      return { offset, ...unknownSymbol(found) };
    case "PropertyNameExpected":
    case "ValueExpected":
      if (before.endsWith(",") && /^[}\]]/.test(found)) {
        return { offset: end - 1, what: `there is a comma before the closing ${found}`, fix: "remove the comma" };
      }
      if (before.endsWith(",") && found === ",") return { offset, what: "there are two commas", fix: "remove one" };
      return before.endsWith(":") || before.endsWith("[")
        ? { offset, what: `a value is missing before ${found || "the end"}`, fix: "write the value" }
        : {
            offset,
            what: `a key is missing before ${found || "the end"}`,
            fix: 'write a key in double quotes: "key": value',
          };
    case "CommaExpected":
      return commaExpected(found, offset, end, text);
    case "ColonExpected":
      return { offset: end, what: `a colon is missing before ${found}`, fix: 'write "key": value' };
    case "CloseBraceExpected":
      return { offset: end, what: "a { is never closed", fix: "add the missing }" };
    case "CloseBracketExpected":
      return { offset: end, what: "a [ is never closed", fix: "add the missing ]" };
    case "EndOfFileExpected":
      return {
        offset,
        what: `${found} comes after the end of the JSON`,
        fix: "remove it, or a closing } that came too early",
      };
    case "UnexpectedEndOfString":
      return { offset, what: "a text has no closing quote", fix: 'close it with " on the same line' };
    case "InvalidCharacter":
      return { offset, what: "a text has a line break or a tab in it", fix: "write \\n or \\t instead" };
    case "InvalidEscapeCharacter":
    case "InvalidUnicode":
      return {
        offset,
        what: "a backslash in a text begins nothing known",
        fix: 'write \\\\ for a backslash, \\" for a quote',
      };
    default:
      return { offset, what: `${found} is not JSON`, fix: "write a text in double quotes, a number, true or false" };
  }
}

function commaExpected(found: string, offset: number, end: number, text: string): SyntaxFault {
  if (found === "}")
    return { offset, what: "this } closes nothing, for a [ is open", fix: "add the missing ] before it" };
  if (found === "]")
    return { offset, what: "this ] closes nothing, for a { is open", fix: "add the missing } before it" };
  const onNextLine = text.slice(end, offset).includes("\n");
  const fix = onNextLine ? "put a comma at the end of this line" : "put a comma there";
  return { offset: end, what: `a comma is missing before ${found}`, fix };
}

function unknownSymbol(found: string): { what: string; fix: string } {
  if (/^['‘’“”„«]/.test(found))
    return { what: `${found} is not in plain double quotes`, fix: 'use "straight double quotes"' };
  if (/^(true|false|null)$/i.test(found)) return { what: `${found} is not JSON`, fix: `write ${found.toLowerCase()}` };
  if (/^[A-Za-z_$]/.test(found)) return { what: `${found} has no quotes`, fix: `write "${found}"` };
  return { what: `${found} is not JSON`, fix: "write a text in double quotes, a number, true or false" };
}

/** The tree parser is a little more lenient than the standard, which has the last word. */
function whatTheParserSays(text: string): SyntaxFault[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    return [{ offset, what: "this is not JSON", fix: "write a text in double quotes, a number, true or false" }];
  }
}

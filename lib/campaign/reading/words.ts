import * as z from "zod";
import type { Finding, Path } from "./finding.ts";
import { json } from "./json.ts";
import { type Kind, kindOfValue, kindsOf } from "./kinds.ts";
import { listed, suggest } from "./suggest.ts";

/** One value that its schema refuses. */
export interface Refused {
  schema: z.core.$ZodType;
  value: unknown;
  path: Path;
  /** A good value for this place. */
  example: unknown;
  /** Whether the value may be shown: events carry personal data, files do not. */
  quote: boolean;
}

/** `atLeast wants a number, got "5"; remove the quotes`. */
export function wrongKind(refused: Refused): Finding {
  const { schema, value, path, quote } = refused;
  const wanted = kindsOf(schema);
  const got = kindOfValue(value);
  const shown = quote && got !== "a list" && got !== "an object" ? shortened(JSON.stringify(value)) : got;
  return { path, what: `${name(path)} wants ${either(wanted)}, got ${shown}`, fix: repair(refused, wanted) };
}

function repair({ schema, value, example, quote }: Refused, wanted: Kind[]): string {
  const fits = (other: unknown) => z.safeParse(schema, other).success;
  if (typeof value === "string" && value.trim() !== "" && fits(Number(value))) return "remove the quotes";
  if ((value === "true" || value === "false") && fits(value === "true")) return "remove the quotes";
  if ((typeof value === "number" || typeof value === "boolean") && fits(String(value))) {
    return `put it in quotes${quote ? `: "${value}"` : ""}`;
  }
  if (Array.isArray(value) && value.length === 1 && fits(value[0])) return "take it out of the list";
  if (wanted.includes("a list") && value !== null && value !== undefined) return "put it in a list: [ ]";
  return example === undefined ? `write ${either(wanted)}` : `write it like ${json(example)}`;
}

/** What a schema says about a value of the right kind. */
export function fromIssue(issue: z.core.$ZodIssue, refused: Refused): Finding {
  const { path, value, example, quote } = refused;
  const own = ownMessage(issue.message, refused);
  const at = [...path, ...issue.path.filter((part) => typeof part !== "symbol")];
  if (own !== undefined) return { path: at, ...own, fix: (quote ? meantInstead(refused) : undefined) ?? own.fix };
  const such = example === undefined ? "" : `, such as ${json(example)}`;
  switch (issue.code) {
    case "too_small":
      if (issue.origin === "string") return { path, what: `${name(path)} is empty`, fix: `write a text${such}` };
      if (issue.origin === "array") return { path, ...tooFew(path, Number(issue.minimum), value) };
      return {
        path,
        what: cannotBe(refused),
        fix: `write ${issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`}`,
      };
    case "too_big":
      if (issue.origin === "string") {
        const length = String(value).length;
        return {
          path,
          what: `${name(path)} has ${length} characters, at most ${issue.maximum} fit`,
          fix: "shorten it",
        };
      }
      if (issue.origin === "array") {
        return { path, what: `${name(path)} has more than ${issue.maximum} entries`, fix: "take some out" };
      }
      return { path, what: cannotBe(refused), fix: `write ${issue.maximum} or less` };
    case "invalid_value": {
      const shown = refused.quote ? `cannot be ${shortened(JSON.stringify(value))}` : "has an unknown value";
      return { path, what: `${name(path)} ${shown}`, fix: meantInstead(refused) ?? `write ${listed(issue.values)}` };
    }
    case "invalid_type":
      if (issue.expected !== "int") {
        return { path, what: `${name(path)} is not a finite number`, fix: `write a plain number${such}` };
      }
      return {
        path,
        what: `${name(path)} wants a whole number${refused.quote ? `, got ${value}` : ""}`,
        fix: "round it",
      };
    default:
      return { path, what: `${name(path)} is not right here`, fix: `compare it with the JSON Schema${such}` };
  }
}

/** The language's own messages are `what; fix`, and may begin with the value in quotes. zod's have no semicolon. */
function ownMessage(message: string, { value, quote }: Refused): { what: string; fix: string } | undefined {
  const quoted = typeof value === "string" && message.startsWith(`"${value}"`) ? `"${value}"` : "";
  const [what = "", ...fix] = message.slice(quoted.length).split("; ");
  if (fix.length === 0) return undefined;
  const subject = quote || quoted === "" ? shortened(quoted.replace(/\s+/g, " ")) : "this";
  return { what: subject + what, fix: fix.join("; ") };
}

function tooFew(path: Path, least: number, value: unknown): { what: string; fix: string } {
  const count = Array.isArray(value) ? value.length : 0;
  if (count === 0) return { what: `${name(path)} is empty`, fix: least > 1 ? `add ${least} entries` : "add an entry" };
  return {
    what: `${name(path)} has only ${count} ${count === 1 ? "entry" : "entries"}`,
    fix: `write at least ${least}`,
  };
}

function cannotBe({ path, value, quote }: Refused): string {
  return `${name(path)} cannot be ${quote ? value : "this number"}`;
}

/** `did you mean "monday"?` where some of the good values are known by name. */
function meantInstead({ schema, value }: Refused): string | undefined {
  const meant = typeof value === "string" ? suggest(value, namedValues(schema)) : undefined;
  return meant === undefined ? undefined : `did you mean "${meant}"?`;
}

function namedValues(schema: z.core.$ZodType): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "enum") return Object.values(def.entries).map(String);
  return def.type === "union" ? def.options.flatMap(namedValues) : [];
}

/** What to call the value at a path. */
function name(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the file";
  if (typeof last === "string") return last;
  return `an entry of ${name(path.slice(0, -1))}`;
}

function either(kinds: readonly string[]): string {
  if (kinds.at(-1) === "true or false") return kinds.join(", ");
  return kinds.length < 2 ? kinds.join("") : `${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)}`;
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 60)}…"`;
}

import type { Finding, Path } from "../reading/finding.ts";
import type { FactKind } from "../reading/known-facts.ts";

const NUMERIC = ["atLeast", "atMost", "moreThan", "lessThan"];

const WORDS: Record<FactKind, string> = {
  number: "a number",
  text: "a text",
  list: "a list",
  boolean: "true or false",
  any: "anything",
};

/** A test that can never hold, because the fact is something else. Facts of the shop's own can be anything. */
export function checkTest(fact: string, kind: FactKind, test: unknown, path: Path): Finding[] {
  if (kind === "any") return [];
  if (typeof test !== "object" || test === null) {
    if (kind !== "list") return suits(test, kind) ? [] : [mismatch(fact, kind, test, path)];
    const fix = `write { "contains": ${JSON.stringify(test)} }`;
    return [{ path, what: `"${fact}" is a list, which never equals one value`, fix }];
  }
  return Object.entries(test).flatMap(([operator, wanted]): Finding[] => {
    const at = [...path, operator];
    if (operator === "exists") return [];
    if (NUMERIC.includes(operator)) return kind === "number" ? [] : [cannot(operator, fact, kind, at)];
    if (operator === "contains") return kind === "list" || kind === "text" ? [] : [cannot(operator, fact, kind, at)];
    if (kind === "list") return [cannot(operator, fact, kind, at)];
    return (wanted as unknown[]).flatMap((each, index) =>
      suits(each, kind) ? [] : [mismatch(fact, kind, each, [...at, index])],
    );
  });
}

function suits(value: unknown, kind: FactKind): boolean {
  return typeof value === { number: "number", text: "string", boolean: "boolean", list: "", any: "" }[kind];
}

function mismatch(fact: string, kind: FactKind, value: unknown, path: Path): Finding {
  const what = `"${fact}" is ${WORDS[kind]} and never equals ${JSON.stringify(value)}`;
  const quoted = kind === "number" ? isNumeric(value) : value === "true" || value === "false";
  if (quoted) return { path, what, fix: "remove the quotes" };
  if (kind === "text") return { path, what, fix: `put it in quotes: "${value}"` };
  return { path, what, fix: `compare it with ${WORDS[kind]}` };
}

function isNumeric(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
}

function cannot(operator: string, fact: string, kind: FactKind, path: Path): Finding {
  const fixes: Record<FactKind, string> = {
    list: 'use "contains" or "exists"',
    text: 'use a plain value, "in", "contains" or "exists"',
    number: 'use a plain value, "in", "exists", "atLeast", "atMost", "moreThan" or "lessThan"',
    boolean: 'write true or false, or use "exists"',
    any: "use another test",
  };
  return { path, what: `${operator} cannot test "${fact}", which is ${WORDS[kind]}`, fix: fixes[kind] };
}

import type { Value } from "../../../store/table.ts";
import type { CompileExpression, Expression } from "./expression.ts";
import type { Scope } from "./scope.ts";

/** A JSON value in which any string may be a `{% expression %}`. Like an expression, it never throws but rejects. */
export type Template = Expression;

/** Throws JSONata's own error for an expression that is not one. */
export function compileTemplate(source: Value, compile: CompileExpression): Template {
  const expression = typeof source === "string" ? expressionIn(source) : undefined;
  if (expression !== undefined) return compile(expression);
  if (isConstant(source)) return () => source;
  if (Array.isArray(source)) return listTemplate(source.map((item) => compileTemplate(item, compile)));
  const parts = Object.entries(source as Record<string, Value>);
  return objectTemplate(parts.map(([name, value]) => [name, compileTemplate(value, compile)] as const));
}

/** The text between `{%` and `%}`; undefined when the string is an ordinary one. */
function expressionIn(text: string): string | undefined {
  return text.startsWith("{%") && text.endsWith("%}") && text.length >= 4 ? text.slice(2, -2) : undefined;
}

/** Every expression in a value, with its path below `path`. */
export function expressionsIn(value: unknown, path: string): { path: string; source: string }[] {
  if (typeof value === "string") {
    const source = expressionIn(value);
    return source === undefined ? [] : [{ path, source }];
  }
  if (typeof value !== "object" || value === null) return [];
  const list = Array.isArray(value);
  return Object.entries(value).flatMap(([name, part]) =>
    expressionsIn(part, list ? `${path}[${name}]` : `${path}.${name}`),
  );
}

function isConstant(value: Value): boolean {
  return expressionsIn(value, "").length === 0;
}

function objectTemplate(parts: (readonly [string, Template])[]): Template {
  return (scope) => {
    const whole: Record<string, Value> = {};
    return fill(whole, parts, scope);
  };
}

function listTemplate(items: Template[]): Template {
  const parts = items.map((item, index) => [String(index), item] as const);
  return (scope) => fill([], parts, scope);
}

/** Waits only where a part has to be waited for. */
function fill(
  whole: Value[] | Record<string, Value>,
  parts: (readonly [string, Template])[],
  scope: Scope,
): Value | Promise<Value> {
  const members = whole as Record<string, Value>;
  const late: Promise<void>[] = [];
  for (const [name, template] of parts) {
    const value = template(scope);
    if (value instanceof Promise) {
      members[name] = null;
      late.push(settle(members, name, value));
    } else members[name] = value;
  }
  return late.length === 0 ? whole : Promise.all(late).then(() => whole);
}

async function settle(members: Record<string, Value>, name: string, value: Promise<Value>): Promise<void> {
  members[name] = await value;
}
